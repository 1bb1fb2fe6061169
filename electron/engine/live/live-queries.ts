import type { QueryName } from '../../../shared/ipc/contract.ts';
import { QUERY_STATEMENTS } from '../generated/queries.ts';
import { bindParameters } from '../queries/bind-parameters.ts';
import { readQueryText } from '../queries/run-query.ts';
import type { Store, TableChange } from '../store/contract.ts';
import { type LiveQueryListener, Subscription } from './subscription.ts';

export interface LiveQueryOptions {
  store: Pick<Store, 'query' | 'onChange' | 'onReplaced'>;
}

export interface LiveQueryHandle {
  /** While paused (a page that is not visible) changes are only remembered; resuming runs the query if there were any. */
  setPaused(paused: boolean): void;
  close(): void;
}

/**
 * Runs named queries again when a table they read has changed, and tells their subscribers when the answer differs. A change marks
 * subscriptions; marked ones run once per turn of the event loop however many transactions there were, one run at a time each.
 * Reads give way to what a person writes (the store's queue), so fifty of them delay an edit by the one that is running.
 */
export class LiveQueries {
  readonly #store: LiveQueryOptions['store'];
  readonly #subscriptions = new Set<Subscription>();
  readonly #stops: readonly (() => void)[];
  #turn: NodeJS.Immediate | null = null;
  #changed = new Set<string>();

  constructor(options: LiveQueryOptions) {
    this.#store = options.store;
    this.#stops = [
      this.#store.onChange((changes) => this.#note(changes)),
      this.#store.onReplaced(() => {
        for (const subscription of this.#subscriptions) subscription.run();
      }),
    ];
  }

  get size(): number {
    return this.#subscriptions.size;
  }

  /** Runs the query at once and from then on after changes. Throws a ParameterError when the parameters do not fit. */
  subscribe(name: QueryName, params: unknown, listener: LiveQueryListener): LiveQueryHandle {
    const statement = QUERY_STATEMENTS[name];
    bindParameters(statement, params);
    const subscription = new Subscription(statement.tables, () => readQueryText(this.#store, name, params), listener);
    this.#subscriptions.add(subscription);
    subscription.run();
    return {
      setPaused: (paused) => subscription.setPaused(paused),
      close: () => {
        subscription.close();
        this.#subscriptions.delete(subscription);
      },
    };
  }

  close(): void {
    for (const stop of this.#stops) stop();
    if (this.#turn) clearImmediate(this.#turn);
    for (const subscription of this.#subscriptions) subscription.close();
    this.#subscriptions.clear();
  }

  #note(changes: TableChange[]): void {
    for (const { table } of changes) this.#changed.add(table);
    this.#turn ??= setImmediate(() => {
      const changed = this.#changed;
      this.#changed = new Set();
      this.#turn = null;
      // The newest first: what a person opened last is what they look at; the frame around it was there before.
      for (const subscription of [...this.#subscriptions].reverse()) {
        if (subscription.tables.some((table) => changed.has(table))) subscription.run();
      }
    });
  }
}
