import type { PullChange } from '../../../shared/sync/protocol.ts';

/** How much one transaction of a pull may hold. */
export interface ChunkLimit {
  rows: number;
  /** Of JSON. */
  characters: number;
}

/** About 8 ms of the store's time, so that typing goes between. */
export const SMALL_CHUNKS: ChunkLimit = { rows: 200, characters: 256_000 };
/** About 30 ms: while everything comes for the first time there is nothing yet to type in, and each transaction has its price. */
export const LARGE_CHUNKS: ChunkLimit = { rows: 500, characters: 640_000 };

/** Cuts a page into transactions. Never empty: an empty page still moves the cursor. Pure. */
export function chunkChanges(changes: readonly PullChange[], limit: ChunkLimit): PullChange[][] {
  const chunks: PullChange[][] = [];
  let chunk: PullChange[] = [];
  let characters = 0;
  for (const change of changes) {
    const size = JSON.stringify(change.row).length;
    if (chunk.length > 0 && (chunk.length >= limit.rows || characters + size > limit.characters)) {
      chunks.push(chunk);
      chunk = [];
      characters = 0;
    }
    chunk.push(change);
    characters += size;
  }
  return [...chunks, chunk];
}
