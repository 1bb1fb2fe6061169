import type { TableChange } from '../contract.ts';

/** The channel of the change feed's triggers (migrations/local/*_change_feed.sql). */
export const CHANGE_CHANNEL = 'table_changes';

/** More ids than this of one table are not worth naming: a reader looks at the whole table then. As in the trigger. */
const IDS_LIMIT = 100;

/** Joins the notifications of one transaction into one change per table. Postgres delivers them after the commit, or never. */
export class ChangeCollector {
  #changes = new Map<string, Set<string> | null>();

  /** `payload` is `{"table": name, "ids": [...] | null}`. */
  add(channel: string, payload: string): void {
    if (channel !== CHANGE_CHANNEL) return;
    const { table, ids }: TableChange = JSON.parse(payload);
    const known = this.#changes.get(table);
    if (known === null) return;
    const all = ids === null ? null : new Set([...(known ?? []), ...ids]);
    this.#changes.set(table, all !== null && all.size > IDS_LIMIT ? null : all);
  }

  take(): TableChange[] {
    const changes = [...this.#changes].map(([table, ids]) => ({ table, ids: ids === null ? null : [...ids] }));
    this.#changes = new Map();
    return changes;
  }
}
