import { navigate } from 'wouter/use-browser-location';
import { create } from 'zustand';
import { useToasts } from '../../components/toast-store.ts';
import { EngineFailure } from '../../engine-port/engine-client.ts';
import { whyStopped } from '../../engine-port/why-stopped.ts';
import { doneWords, stoppedWords } from './import-words.ts';
import { type ImportedExport, ImportRefusal, readExport } from './read-export.ts';
import { countImport, type ImportCounts, type ImportEngine, runImport } from './run-import.ts';

/** How far the import of an export is; one at a time, since two of one file would make everything twice. */
export type Import =
  | { state: 'idle' }
  | { state: 'refused'; message: string }
  | { state: 'read'; file: ImportedExport }
  | { state: 'making'; made: ImportCounts; of: ImportCounts }
  | { state: 'stopped'; words: string }
  | { state: 'done'; made: ImportCounts };

interface ImportStore {
  progress: Import;
  /** Its section is on the screen: whoever looks at it is told there, anybody else by a message. */
  isShown: boolean;
}

/** Of what the browser says when a file is gone, or too large to be held. */
const UNREADABLE =
  'This file cannot be read. It may have been moved, or another program holds it. Nothing was imported.';
const NOTHING: ImportCounts = { projects: 0, episodes: 0, texts: 0, notes: 0 };

/** Beside the page, since an import goes on while people are elsewhere. */
export const useImportStore = create<ImportStore>()(() => ({ progress: { state: 'idle' }, isShown: false }));

const setProgress = (progress: Import) => useImportStore.setState({ progress });
const isMaking = () => useImportStore.getState().progress.state === 'making';

/** The section comes to the screen; the returned function takes it away. What was read there and ended there is forgotten then. */
export function showImport(): () => void {
  useImportStore.setState({ isShown: true });
  return () => {
    useImportStore.setState({ isShown: false });
    if (!isMaking()) setProgress({ state: 'idle' });
  };
}

/** Says what is in a file that was chosen, or why it is not taken. */
export async function readImport(file: File): Promise<void> {
  let read: Import;
  try {
    read = { state: 'read', file: readExport(new Uint8Array(await file.arrayBuffer())) };
  } catch (error) {
    read = { state: 'refused', message: error instanceof ImportRefusal ? error.message : UNREADABLE };
  }
  if (!isMaking()) setProgress(read);
}

export function cancelImport(): void {
  setProgress({ state: 'idle' });
}

/** Imports a file that was read, unless another is being imported. */
export async function makeImport(engine: ImportEngine, file: ImportedExport): Promise<void> {
  if (isMaking()) return;
  const of = countImport(file);
  let made = NOTHING;
  setProgress({ state: 'making', made, of });
  try {
    await runImport(engine, file, (now) => {
      made = now;
      setProgress({ state: 'making', made: now, of });
    });
    setProgress({ state: 'done', made });
    tellElsewhere('success', 'The import is done', doneWords(made));
  } catch (error) {
    const why = whyStopped(error);
    const words = stoppedWords(made, why.words, why.isUnsure);
    setProgress({ state: 'stopped', words });
    tellElsewhere('warning', 'The import stopped half-way', words);
    if (!(error instanceof EngineFailure)) throw error;
  }
}

function tellElsewhere(tone: 'success' | 'warning', title: string, body: string): void {
  if (useImportStore.getState().isShown) return;
  useToasts.getState().show({ tone, title, body, action: { label: 'Open', run: () => navigate('/data') } });
}
