import type { SyncStatus } from '../../../shared/sync/status.ts';
import type { Store } from '../store/contract.ts';
import {
  type ConnectionEvent,
  type ConnectionState,
  connectionAfter,
  describeConnection,
  INITIAL_CONNECTION,
} from './connection.ts';
import type { PullState } from './sync-state.ts';

interface Counts {
  pending_count: number;
  oldest_pending_at: string | null;
  attention_count: number;
  open_conflict_count: number;
}

const NO_COUNTS: Counts = { pending_count: 0, oldest_pending_at: null, attention_count: 0, open_conflict_count: 0 };

const COUNTED_TABLES = new Set(['outbox', 'generation_requests', 'conflicts']);

/**
 * The one place that knows the status. It never says that all is sent while an acknowledged edit waits: an edit counts before
 * it is acknowledged, and only a count made after it may take it back.
 */
export class StatusBoard {
  readonly #store: Store;
  readonly #listeners = new Set<(status: SyncStatus) => void>();
  readonly #stops: readonly (() => void)[];
  #connection: ConnectionState = INITIAL_CONNECTION;
  #counts: Counts = NO_COUNTS;
  #pull: PullState | null = null;
  #busy = { pushing: false, pulling: false };
  #edits = 0;
  #told = '';
  #counting: Promise<void> | null = null;
  #stale = false;

  constructor(store: Store) {
    this.#store = store;
    this.#stops = [
      store.onChange((changes) => {
        if (changes.some((change) => COUNTED_TABLES.has(change.table))) void this.recount();
      }),
      store.onReplaced(() => void this.recount()),
    ];
  }

  get connection(): ConnectionState {
    return this.#connection;
  }

  current(): SyncStatus {
    const pull = this.#pull;
    return {
      connection: describeConnection(this.#connection),
      ...this.#counts,
      last_complete_pull_at: pull?.completed_at ?? null,
      first_sync: pull === null || pull.mode === 'first' ? { rows: pull?.rows ?? 0 } : null,
      ...this.#busy,
    };
  }

  onChange(listener: (status: SyncStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  apply(event: ConnectionEvent): void {
    this.#connection = connectionAfter(this.#connection, event);
    this.#tell();
  }

  setBusy(busy: Partial<{ pushing: boolean; pulling: boolean }>): void {
    this.#busy = { ...this.#busy, ...busy };
    this.#tell();
  }

  setPull(state: PullState): void {
    this.#pull = state;
    this.#tell();
  }

  /** `added` edits made at `at` (ISO) are durable and about to be acknowledged. */
  editsAdded(added: number, at: string): void {
    if (added <= 0) return;
    this.#edits += 1;
    const { pending_count, oldest_pending_at } = this.#counts;
    this.#counts = {
      ...this.#counts,
      pending_count: pending_count + added,
      oldest_pending_at: oldest_pending_at ?? at,
    };
    this.#tell();
    void this.recount();
  }

  /** Resolves when the counts are those of the store at a moment after the call. */
  recount(): Promise<void> {
    if (this.#counting !== null) {
      this.#stale = true;
      return this.#counting;
    }
    this.#counting = this.#count().finally(() => {
      this.#counting = null;
    });
    return this.#counting;
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#listeners.clear();
  }

  async #count(): Promise<void> {
    do {
      this.#stale = false;
      const edits = this.#edits;
      const counts = await readCounts(this.#store).catch(() => null);
      // The store is closing, or cannot be used: once it can, it counts again.
      if (counts === null) return;
      if (edits !== this.#edits) this.#stale = true;
      else this.#counts = counts;
    } while (this.#stale);
    this.#tell();
  }

  /** Only what differs from what was told last: a page draws what it hears. */
  #tell(): void {
    const status = this.current();
    const text = JSON.stringify(status);
    if (text === this.#told) return;
    this.#told = text;
    for (const listener of this.#listeners) listener(status);
  }
}

async function readCounts(store: Store): Promise<Counts> {
  const { rows } = await store.query<{ counts: Counts }>(
    `select jsonb_build_object(
       'pending_count', waiting.edits + waiting.requests,
       'oldest_pending_at', waiting.oldest,
       'attention_count', (select count(*) from outbox where state = 'parked'),
       'open_conflict_count', (select count(*) from conflicts where state = 'open')
     ) as counts
     from (
       select
         (select count(*) from outbox where state in ('pending', 'sending')) as edits,
         (select count(*) from generation_requests where state in ('waiting', 'sending')) as requests,
         least(
           (select min(created_at) from outbox where state in ('pending', 'sending')),
           (select min(created_at) from generation_requests where state in ('waiting', 'sending'))
         ) as oldest
     ) waiting`,
  );
  return rows[0]?.counts ?? NO_COUNTS;
}
