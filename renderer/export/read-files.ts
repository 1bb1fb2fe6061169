import { MOST_SOURCES, SOURCE_LENGTH } from '../../shared/domain/episode-sources.ts';
import { IMPORTED_BLOCKS } from '../../shared/ipc/commands.ts';
import type { EpisodeDocument } from './episode-document.ts';
import { readMarkdown, UnreadableFile } from './read-markdown.ts';

/** A book is about this long; an editor and a push have to carry it in one piece. */
export const FILE_BYTES = 1_000_000;

export type ReadFile =
  | { state: 'read'; name: string; document: EpisodeDocument }
  | { state: 'refused'; name: string; reason: string };

/** The document of a file that a person chose, or why there is none; `heading` as in `readMarkdown`. Never rejects. */
export async function readFile(file: File, heading: 'is-title' | 'stays' = 'is-title'): Promise<ReadFile> {
  const refused = (reason: string): ReadFile => ({ state: 'refused', name: file.name, reason });
  if (file.size > FILE_BYTES) {
    return refused(`It is larger than ${FILE_BYTES / 1_000_000} MB. Divide it into several files.`);
  }
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return refused('It cannot be read. It may have been moved, or another program holds it.');
  }
  const text = decode(bytes);
  if (text === null) return refused('It is not a text in UTF-8. Save it as UTF-8 in the program it comes from.');
  try {
    const document = readMarkdown(text, file.name, heading);
    const blocks = document.blocks.filter(({ content }) => content.trim() !== '');
    if (blocks.length === 0) return refused('There is no text in it.');
    if (blocks.length > IMPORTED_BLOCKS) {
      return refused(`It has ${blocks.length} blocks, and an episode takes ${IMPORTED_BLOCKS}. Divide it.`);
    }
    if (
      document.sources.length > MOST_SOURCES ||
      document.sources.some(({ title, url }) => title.length > SOURCE_LENGTH || url.length > SOURCE_LENGTH)
    ) {
      return refused(
        `Its list of sources is too long: ${MOST_SOURCES}, each of ${SOURCE_LENGTH} characters, is the most.`,
      );
    }
    return { state: 'read', name: file.name, document: { ...document, blocks } };
  } catch (error) {
    if (error instanceof UnreadableFile) return refused(error.message);
    return refused('It is too involved to be read. Save the text without its formatting, and try again.');
  }
}

/** Null for what is no UTF-8: another encoding, or no text at all. */
function decode(bytes: Uint8Array): string | null {
  try {
    // The byte order mark goes; UTF-16 has bytes that UTF-8 never has, or NULs.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\u0000') ? null : text;
  } catch {
    return null;
  }
}
