import type { QueryName } from '../../../shared/ipc/contract.ts';
import { QUERY_STATEMENTS } from '../generated/queries.ts';
import { machinePlatform, type Platform } from '../platform.ts';
import { bindParameters } from '../queries/bind-parameters.ts';
import { readQueryText } from '../queries/run-query.ts';
import type { Store, TableChange } from '../store/contract.ts';
import { type LiveQueryListener, SharedQuery } from './shared-query.ts';

export interface LiveQueryOptions {
  store: Pick<Store, 'query' | 'onChange' | 'onReplaced'>;
  platform?: Pick<Platform, 'after' | 'elapsedMs'>;
}

export interface LiveQueryHandle {
  close(): void;
}

/**
 * Runs named queries again when a table they read has changed, and tells their subscribers when the answer differs. Equal queries
 * are one, whoever asks: a page has the list of projects in its frame, its sidebar and its middle. A change marks queries; marked
 * ones run once per turn of the event loop however many transactions there were. Reads give way to what a person writes (the
 * store's queue), so fifty of them delay an edit by the one that is running.
 */
export class LiveQueries {
  readonly #store: LiveQueryOptions['store'];
  readonly #platform: Pick<Platform, 'after' | 'elapsedMs'>;
  /** By name and parameters, in the order of their first subscription. */
  readonly #queries = new Map<string, SharedQuery>();
  readonly #stops: readonly (() => void)[];
  #turn: NodeJS.Immediate | null = null;
  #changed = new Set<string>();

  constructor(options: LiveQueryOptions) {
    this.#store = options.store;
    this.#platform = options.platform ?? machinePlatform;
    this.#stops = [
      this.#store.onChange((changes) => this.#note(changes)),
      this.#store.onReplaced(() => {
        for (const query of this.#queries.values()) query.run();
      }),
    ];
  }

  /** Subscriptions. */
  get size(): number {
    return [...this.#queries.values()].reduce((sum, query) => sum + query.listeners, 0);
  }

  /** Tells the rows soon and from then on after changes. Throws a ParameterError when the parameters do not fit. */
  subscribe(name: QueryName, params: unknown, { onRows, onError }: LiveQueryListener): LiveQueryHandle {
    const statement = QUERY_STATEMENTS[name];
    const key = JSON.stringify([name, bindParameters(statement, params)]);
    const read = () => readQueryText(this.#store, name, params);
    const query = this.#queries.get(key) ?? new SharedQuery(statement.tables, read, this.#platform);
    this.#queries.set(key, query);
    // One of its own for each subscription: the same functions may be given twice.
    const listener = { onRows, onError };
    query.add(listener, { fresh: !query.tables.some((table) => this.#changed.has(table)) });
    return {
      close: () => {
        query.remove(listener);
        if (query.listeners === 0 && this.#queries.get(key) === query) this.#queries.delete(key);
      },
    };
  }

  close(): void {
    for (const stop of this.#stops) stop();
    if (this.#turn) clearImmediate(this.#turn);
    for (const query of this.#queries.values()) query.clear();
    this.#queries.clear();
  }

  #note(changes: TableChange[]): void {
    for (const { table } of changes) this.#changed.add(table);
    this.#turn ??= setImmediate(() => {
      const changed = this.#changed;
      this.#changed = new Set();
      this.#turn = null;
      // The newest first: what a person opened last is what they look at; the frame around it was there before.
      for (const query of [...this.#queries.values()].reverse()) {
        if (query.tables.some((table) => changed.has(table))) query.run();
      }
    });
  }
}
