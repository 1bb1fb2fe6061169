import type { PullChange } from '../../../shared/sync/protocol.ts';

/** One transaction of a pull: about 8 ms of the store's time (200 short rows, or 256 kB of text), so that typing goes between. */
const CHUNK_ROWS = 200;
const CHUNK_CHARACTERS = 256_000;

/** Cuts a page into transactions. Never empty: an empty page still moves the cursor. Pure. */
export function chunkChanges(changes: readonly PullChange[]): PullChange[][] {
  const chunks: PullChange[][] = [];
  let chunk: PullChange[] = [];
  let characters = 0;
  for (const change of changes) {
    const size = JSON.stringify(change.row).length;
    if (chunk.length > 0 && (chunk.length >= CHUNK_ROWS || characters + size > CHUNK_CHARACTERS)) {
      chunks.push(chunk);
      chunk = [];
      characters = 0;
    }
    chunk.push(change);
    characters += size;
  }
  return [...chunks, chunk];
}
