import type { PullChange } from '../../../shared/sync/protocol.ts';

/** One transaction of a pull: about 8 ms of the store's time (200 short rows, or 256 kB of text), so that typing goes between. */
export const CHUNK_ROWS = 200;
/** While nobody waits for the store, about 40 ms: fewer messages to its thread, and no longer than a person can notice. */
const LONGEST_CHUNK_ROWS = 1_000;
/** Below this a transaction costs more than its rows. */
const SHORTEST_CHUNK_ROWS = 50;
/** The same as times, for machines on which those rows take longer; in milliseconds. */
const CHUNK_MS = { awaited: 20, alone: 60 };
const CHARACTERS_A_ROW = 1_280;

/** A change with its row as JSON, written once: its length counts, and the store gets it as it is. */
export interface WrittenChange extends PullChange {
  json: string;
}

/** The next transaction of a page, from `start` on. Empty at the end only: an empty page still moves the cursor. Pure. */
export function takeChunk(changes: readonly PullChange[], start: number, mostRows = CHUNK_ROWS): WrittenChange[] {
  const chunk: WrittenChange[] = [];
  let characters = 0;
  for (let place = start; place < changes.length && chunk.length < mostRows; place += 1) {
    const change = changes[place];
    if (change === undefined) break;
    const json = JSON.stringify(change.row);
    if (chunk.length > 0 && characters + json.length > mostRows * CHARACTERS_A_ROW) break;
    chunk.push({ ...change, json });
    characters += json.length;
  }
  return chunk;
}

/** Rows of the next transaction, from what the last one took: as many as fit the time, at most twice as many. Pure. */
export function nextChunkRows(last: { rows: number; ms: number }, isAwaited: boolean): number {
  const most = isAwaited ? CHUNK_ROWS : LONGEST_CHUNK_ROWS;
  const room = isAwaited ? CHUNK_MS.awaited : CHUNK_MS.alone;
  const growth = last.ms > 0 ? Math.min(2, room / last.ms) : 2;
  return Math.max(SHORTEST_CHUNK_ROWS, Math.min(most, Math.floor(last.rows * growth)));
}

/** Cuts changes into the transactions of a moment when somebody may wait. Never empty. Pure. */
export function chunkChanges(changes: readonly PullChange[]): WrittenChange[][] {
  const chunks = [takeChunk(changes, 0)];
  for (let start = chunks[0]?.length ?? 0; start < changes.length; ) {
    const chunk = takeChunk(changes, start);
    chunks.push(chunk);
    start += chunk.length;
  }
  return chunks;
}
