/**
 * The local database as the rest of the engine sees it. PGlite behind it runs in a worker thread; every call is a message.
 * One engine owns one store: a transaction has the database to itself until it ends.
 */

/** Bytes are handed over: whoever passed them has none left (they go to the store's thread without being copied). */
export type SqlValue = string | number | bigint | boolean | null | Date | Uint8Array | object;

export interface StatementResult<Row> {
  rows: Row[];
  /** Rows inserted, updated or deleted. */
  affected: number;
}

export interface Transaction {
  query<Row = Record<string, unknown>>(sql: string, params?: SqlValue[]): Promise<StatementResult<Row>>;
}

export interface TransactionOptions {
  /**
   * `user`: what a person typed. Durable (fsynced) before it resolves; constraints and foreign keys are checked.
   * `record`: what must not be forgotten although nobody typed it: that an edit is on its way, the desk's id. As `user`, but no sign
   * that somebody is typing.
   * `sync`: rows of the cloud, which can be pulled again. Does not wait for the disk; foreign keys are not checked, since pages
   * arrive in the cloud's order of commits and not of parents (session_replication_role = replica). Setting that makes Postgres
   * throw away every plan it has (ResetPlanCache in src/backend/commands/variable.c), so the next run of each list is planned anew.
   * `engine`: what the engine does for itself and can do again: its notes, long reads, progress shown ahead of the pull. As `sync`
   * behind edits and lists and without waiting for the disk, but constraints and foreign keys are checked and no plan is lost.
   */
  origin: 'user' | 'record' | 'sync' | 'engine';
}

/** What a committed transaction changed; `ids` is null when more rows changed than are worth naming. */
export interface TableChange {
  table: string;
  ids: string[] | null;
}

export interface Store {
  /** A read outside any transaction; waits for its turn. Reads overtake queued `sync` and `engine` transactions. */
  query<Row = Record<string, unknown>>(sql: string, params?: SqlValue[]): Promise<StatementResult<Row>>;
  /** Resolves after the commit that its origin asks for; rejects with a StoreError and nothing changed. `user` and `record` overtake all others that wait. */
  transaction<T>(options: TransactionOptions, run: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Called once per committed transaction that changed something. */
  onChange(listener: (changes: TableChange[]) => void): () => void;
  /**
   * Called when a broken instance was replaced, before anything else is done on the new one. Of what `sync` and `engine` transactions committed
   * since the last flush, everything from some commit on may be gone: what was read before is not sure any more.
   */
  onReplaced(listener: () => void): () => void;
  /**
   * Whether an edit or a read waits for its turn now, or will in a moment since somebody is typing: what goes on in transactions of
   * its own should then make them short.
   */
  isAwaited(): boolean;
  close(): Promise<void>;
}

export type StoreErrorCode =
  /** Another process has this store open. */
  | 'store-locked'
  /** It was made by another major version of Postgres. */
  | 'store-foreign'
  /** A file beside the database cannot be read or written. */
  | 'store-unusable'
  /** A newer version of this app made or migrated it. */
  | 'store-newer'
  /** It does not open, or failed its check. */
  | 'store-damaged'
  | 'store-closed'
  /** The instance was poisoned or hung and has been replaced; the statement may be tried again. */
  | 'store-replaced'
  | 'disk-full'
  /** The statement itself was refused; `sqlstate` says why. */
  | 'statement-refused';
