import type { QueryParams, QueryRow } from '../../../shared/ipc/contract.ts';
import type { SearchKind } from '../../../shared/ipc/search.ts';
import type { Platform } from '../platform.ts';
import { runQuery } from '../queries/run-query.ts';
import type { Store, TableChange } from '../store/contract.ts';
import type { IndexClient } from './index-client.ts';

const KIND_OF_TABLE: { readonly [table: string]: SearchKind } = {
  projects: 'project',
  episodes: 'episode',
  blocks: 'block',
  planning_notes: 'note',
};
export const SEARCH_KINDS: readonly SearchKind[] = ['project', 'episode', 'block', 'note'];

/** After the last change of a burst; a sentence later is soon enough. In milliseconds. */
const SETTLE_MS = 800;
/** When more changed than is worth naming (a pull): once it is over. In milliseconds. */
const COMPARE_MS = 3_000;
/** Rows of one page of a comparison, as in search/stamps.sql. */
const PAGE_ROWS = 500;
/** Rows read at once: texts of a few hundred kilobytes, so that a keystroke behind them waits milliseconds. */
const BATCH = 20;
const LOWEST_ID = '00000000-0000-0000-0000-000000000000';

export interface IndexerOptions {
  store: Store;
  index: IndexClient;
  after: Platform['after'];
  log: Platform['log'];
}

/**
 * Keeps the index up with the store, behind everything else: it reads as `sync` transactions do, after every edit and every list. What
 * changed is told by the change feed; at the start, after a pull and after a broken store everything is compared by id and stamp,
 * so that nothing needs to be written in the transaction of an edit, and an index that fell behind heals by itself.
 */
export class Indexer {
  readonly #options: IndexerOptions;
  readonly #changed = new Map<SearchKind, Set<string>>();
  readonly #unsure = new Set<SearchKind>(SEARCH_KINDS);
  readonly #stops: (() => void)[];
  #cancel = () => {};
  #running: Promise<void> | null = null;
  #closed = false;
  #isWhole = false;
  #progress: { done: number; total: number } | null = null;

  constructor(options: IndexerOptions) {
    this.#options = options;
    const { store } = options;
    this.#stops = [
      store.onChange((changes) => this.#note(changes)),
      store.onReplaced(() => {
        for (const kind of SEARCH_KINDS) this.#unsure.add(kind);
        this.#plan(COMPARE_MS);
      }),
    ];
    this.#plan(0);
  }

  /** Set until everything has been compared, and while more than a few rows wait or are put in; 0 of 0 while that is not counted. */
  get progress(): { done: number; total: number } | null {
    return this.#progress ?? (this.#isWhole && this.#unsure.size === 0 ? null : { done: 0, total: 0 });
  }

  /** Resolves when everything that changed before is in the index; for tests and benchmarks. */
  async idle(): Promise<void> {
    while (!this.#closed && (this.#running !== null || this.#unsure.size > 0 || this.#changed.size > 0)) {
      this.#cancel();
      await this.#run();
    }
  }

  /** Puts in what changed a moment ago, where it is little: who looks for what they have just written finds it. */
  async freshen(): Promise<void> {
    if (this.#closed || this.progress !== null) return;
    const waiting = [...this.#changed.values()].reduce((sum, ids) => sum + ids.size, 0);
    if (waiting > BATCH) return;
    if (waiting > 0) this.#cancel();
    await (waiting > 0 ? this.#run() : this.#running);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    for (const stop of this.#stops) stop();
    await this.#running;
  }

  #note(changes: readonly TableChange[]): void {
    let wait: number | null = null;
    for (const { table, ids } of changes) {
      const kind = KIND_OF_TABLE[table];
      if (kind === undefined) continue;
      const named = ids === null ? null : new Set([...(this.#changed.get(kind) ?? []), ...ids]);
      // A first sync of long texts names all of them, a few at a time: compared, each is read into the index once.
      const isMuch = named === null || named.size > PAGE_ROWS;
      if (isMuch) this.#unsure.add(kind);
      if (isMuch) this.#changed.delete(kind);
      else this.#changed.set(kind, named);
      wait = Math.max(wait ?? 0, isMuch ? COMPARE_MS : SETTLE_MS);
    }
    if (wait !== null) this.#plan(this.#unsure.size > 0 ? COMPARE_MS : wait);
  }

  #plan(ms: number): void {
    this.#cancel();
    if (!this.#closed) this.#cancel = this.#options.after(ms, () => void this.#run());
  }

  #run(): Promise<void> {
    this.#running ??= this.#catchUp()
      .then(() => {
        // What was noted meanwhile: its own time came while this ran.
        if (this.#unsure.size > 0 || this.#changed.size > 0) this.#plan(SETTLE_MS);
      })
      .catch(() => {
        // The store or the index is being replaced: everything is compared when it is back.
        for (const kind of SEARCH_KINDS) this.#unsure.add(kind);
        this.#options.log('search: the index could not be brought up to date; it is tried again');
        this.#plan(COMPARE_MS * 10);
      })
      .finally(() => {
        this.#running = null;
        this.#progress = null;
      });
    return this.#running;
  }

  async #catchUp(): Promise<void> {
    for (const [kind, ids] of this.#changed) {
      this.#changed.delete(kind);
      if (!this.#unsure.has(kind)) await this.#put(kind, [...ids]);
    }
    if (this.#unsure.size === 0) return;
    this.#progress = { done: 0, total: 0 };
    const total = await this.#countRows();
    let done = 0;
    let stale = 0;
    for (const kind of this.#unsure) {
      this.#unsure.delete(kind);
      // What changes from here on is noted anew.
      this.#changed.delete(kind);
      for (let after: string | null = LOWEST_ID; after !== null && !this.#closed; ) {
        const rows: { id: string; stamp: string }[] = await this.#read('search.stamps', { kind, after });
        const until: string | null = rows.length < PAGE_ROWS ? null : (rows.at(-1)?.id ?? null);
        const pairs = rows.map(({ id, stamp }): [string, string] => [id, stamp]);
        const missing = await this.#options.index.compare(kind, after, until, pairs);
        done += rows.length;
        stale += missing.length;
        if (!this.#isWhole || stale > PAGE_ROWS) this.#progress = { done, total };
        await this.#put(kind, missing);
        after = until;
      }
    }
    this.#isWhole = true;
  }

  async #put(kind: SearchKind, ids: readonly string[]): Promise<void> {
    for (let start = 0; start < ids.length && !this.#closed; start += BATCH) {
      const batch = ids.slice(start, start + BATCH);
      const documents = await this.#read('search.documents', { kind, ids: batch });
      const there = new Set(documents.map(({ id }) => id));
      const gone = batch.filter((id) => !there.has(id));
      if (documents.length > 0) await this.#options.index.put(documents);
      if (gone.length > 0) await this.#options.index.remove(kind, gone);
    }
  }

  #read<Q extends 'search.stamps' | 'search.documents'>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]> {
    return this.#options.store.transaction({ origin: 'engine' }, (tx) => runQuery(tx, name, params));
  }

  async #countRows(): Promise<number> {
    const { rows } = await this.#options.store.transaction({ origin: 'engine' }, (tx) =>
      tx.query<{ total: number }>(
        'select ((select count(*) from projects) + (select count(*) from episodes) + (select count(*) from blocks) + (select count(*) from planning_notes))::int4 as total',
      ),
    );
    return rows[0]?.total ?? 0;
  }
}
