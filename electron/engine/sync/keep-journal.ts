import type { Store } from '../store/contract.ts';
import { journalEntries } from './journal.ts';
import type { StatusBoard } from './status-board.ts';
import { logSync } from './sync-log.ts';

/** Writes what happens to the connection into the log that people read. Resolves, when ended, after the last line. */
export function keepJournal(
  store: Store,
  board: Pick<StatusBoard, 'current' | 'onChange'>,
  now: () => Date,
): () => Promise<void> {
  let known = board.current();
  let writing: Promise<void> = Promise.resolve();
  const stop = board.onChange((status) => {
    const at = now();
    const entries = journalEntries(known, status, at);
    known = status;
    for (const entry of entries) {
      // A store that cannot be written has worse to tell than a missing line.
      writing = writing.then(() => logSync(store, { at, ...entry })).catch(() => undefined);
    }
  });
  return () => {
    stop();
    return writing;
  };
}
