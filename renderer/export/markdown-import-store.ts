import { create } from 'zustand';
import { useToasts } from '../components/toast-store.ts';
import { EngineFailure } from '../engine-port/engine-client.ts';
import { whyStopped } from '../engine-port/why-stopped.ts';
import type { ReadFile } from './read-files.ts';
import { type ImportTarget, type MarkdownImportEngine, runMarkdownImport } from './run-markdown-import.ts';

/** A file that can be imported. */
export type TakenFile = Extract<ReadFile, { state: 'read' }>;

/** What is being imported now, by the project or episode that it goes into: it goes on while the dialog and its page are away. */
export const useMarkdownImports = create<{ running: { [targetId: string]: { done: number; of: number } } }>()(() => ({
  running: {},
}));

/**
 * Imports files, unless others are on their way into the same project or episode, and says what became of them. Answers what surely
 * was not imported, and the page of a single new episode.
 */
export async function importMarkdown(
  engine: MarkdownImportEngine,
  target: ImportTarget,
  files: readonly TakenFile[],
): Promise<{ left: readonly TakenFile[]; path: string | null }> {
  if (useMarkdownImports.getState().running[target.id] !== undefined) return { left: files, path: null };
  const of = files.length;
  let done = 0;
  /** Those that are there, and one that may be. */
  let begun = 0;
  let made: string | null = null;
  const say = () =>
    useMarkdownImports.setState(({ running }) => ({ running: { ...running, [target.id]: { done, of } } }));
  say();
  try {
    const documents = files.map(({ document }) => document);
    await runMarkdownImport(engine, target, documents, (path) => {
      done += 1;
      begun = done;
      made = path;
      say();
    });
    useToasts.getState().show({ tone: 'success', title: of === 1 ? 'One file imported' : `${of} files imported` });
  } catch (error) {
    const { words, isUnsure } = whyStopped(error);
    // To be tried again is only what surely is not there: tried again, the other would be there twice.
    if (isUnsure) begun += 1;
    const unsure = isUnsure
      ? ` ${files[done]?.name} may be there all the same: look for it before you import it again.`
      : '';
    const left = files.slice(begun).map(({ name }) => name);
    const safe = left.length > 0 ? ` Not imported, and safe where they are: ${left.join(', ')}.` : '';
    const some = `${done} of ${of} files imported`;
    useToasts.getState().show({
      tone: 'warning',
      title: isUnsure ? `${some}, and perhaps one more` : done === 0 ? 'Nothing was imported' : some,
      body: `${words}${unsure}${safe}`,
    });
    if (!(error instanceof EngineFailure)) throw error;
  } finally {
    useMarkdownImports.setState(({ running: { [target.id]: _ended, ...others } }) => ({ running: others }));
  }
  return { left: files.slice(begun), path: of === 1 ? made : null };
}
