/** What the store and its worker thread say to each other. One request at a time: the worker is one Postgres session. */
import type { SqlValue, TableChange, TransactionOptions } from '../contract.ts';
import type { StatementRefusal } from '../store-error.ts';

export interface WorkerStart {
  directory: string;
}

export type WorkerRequest =
  /** One statement; with `begin` a transaction is opened first, for its origin. */
  | { kind: 'statement'; sql: string; params: SqlValue[]; begin: TransactionOptions['origin'] | null }
  /** `durable: false` leaves the flush to a later commit. */
  | { kind: 'commit'; durable: boolean }
  | { kind: 'rollback' }
  /** Several statements without parameters, outside a transaction unless the text opens one: migrations, CHECKPOINT, VACUUM. */
  | { kind: 'script'; sql: string }
  | { kind: 'close' };

export type WorkerAnswer =
  | { kind: 'opened' }
  /** `log` is what Postgres wrote while it failed to start: the only place where the reason stands. */
  | { kind: 'not-opened'; message: string; log: string[] }
  | { kind: 'done'; rows: object[]; affected: number; changes: TableChange[]; syncs: number }
  | { kind: 'refused'; refusal: StatementRefusal }
  /** Nothing that this instance says can be believed any more. */
  | { kind: 'poisoned'; reason: string };
