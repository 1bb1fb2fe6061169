import type { Json } from '../../../shared/sync/protocol.ts';
import type { Store, Transaction } from '../store/contract.ts';

/** Lines kept; enough for months of a healthy desk. */
const LINES = 500;

export interface SyncLogLine {
  at: Date;
  /**
   * `repaired`: a comparison with the cloud found something wrong. `recovered`: the store had to be rebuilt. The others are what
   * happened to the connection (journal.ts).
   */
  kind: 'repaired' | 'recovered' | 'connection' | 'received' | 'sent' | 'refused' | 'conflict';
  /** For a person, in plain English. */
  message: string;
  details: { [name: string]: Json };
}

/** Writes down what the sync did by itself. */
export async function logSync(store: Store, line: SyncLogLine): Promise<void> {
  await store.transaction({ origin: 'engine' }, (tx) => writeSyncLine(tx, line));
}

/** The same together with what it tells of. */
export async function writeSyncLine(tx: Transaction, { at, kind, message, details }: SyncLogLine): Promise<void> {
  await tx.query('insert into sync_log (at, kind, message, details) values ($1::timestamptz, $2, $3, $4::jsonb)', [
    at.toISOString(),
    kind,
    message,
    JSON.stringify(details),
  ]);
  await tx.query('delete from sync_log where id <= (select max(id) from sync_log) - $1::int', [LINES]);
}
