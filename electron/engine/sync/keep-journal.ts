import type { Store } from '../store/contract.ts';
import { journalEntries } from './journal.ts';
import type { StatusBoard } from './status-board.ts';
import { logSync } from './sync-log.ts';
import { UnsentRequests } from './unsent-requests.ts';

/** Writes what happens to the connection into the log that people read. Resolves, when ended, after the last line. */
export function keepJournal(
  store: Store,
  board: Pick<StatusBoard, 'current' | 'onChange'>,
  now: () => Date,
): () => Promise<void> {
  const unsent = new UnsentRequests(store);
  let known = board.current();
  let writing: Promise<void> = Promise.resolve();
  const stop = board.onChange((status) => {
    const at = now();
    const entries = journalEntries(known, status, at);
    const isCounted = status.pending_count !== known.pending_count;
    known = status;
    if (!isCounted && entries.length === 0) return;
    const leftUnsent = isCounted ? unsent.take() : Promise.resolve(false);
    writing = writing.then(async () => {
      const notSent = await leftUnsent;
      for (const entry of entries) {
        if (entry.kind === 'sent' && notSent) continue;
        // A store that cannot be written has worse to tell than a missing line.
        await logSync(store, { at, ...entry }).catch(() => undefined);
      }
    });
  });
  return () => {
    stop();
    unsent.stop();
    return writing;
  };
}
