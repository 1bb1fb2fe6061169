import type { PullChange } from '../../../shared/sync/protocol.ts';
import type { Store } from '../store/contract.ts';
import { isSyncedTable } from './apply-rows.ts';

/** Remote deletions in one sweep that pass without asking: a person tidying up. */
const UNASKED = 20;
/** Beyond that, the share of a table above which a person is asked. */
const SHARE = 0.3;

export interface Deletions {
  table: string;
  deleted: number;
  /** Live rows before. */
  live: number;
}

/** True when more goes than a person tidying up would delete: a broken cloud or wrong rights look like this. Pure. */
export function isMassDeletion({ deleted, live }: Deletions): boolean {
  return deleted > UNASKED && deleted > live * SHARE;
}

/** Counts, over the pages of one sweep, the rows that are live here and deleted there. */
export class DeletionGuard {
  readonly #store: Store;
  readonly #counted = new Map<string, Deletions>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Call before a page is applied; true asks for a person's yes. A page looked at twice counts once. */
  async isSuspicious(changes: readonly PullChange[]): Promise<boolean> {
    const deletedIds = new Map<string, string[]>();
    for (const { table, row } of changes) {
      if (row.deleted_at === null || !isSyncedTable(table)) continue;
      deletedIds.set(table, [...(deletedIds.get(table) ?? []), row.id]);
    }
    const next = new Map<string, Deletions>();
    for (const [table, ids] of deletedIds) {
      const before = this.#counted.get(table);
      const [deleted, live] = await Promise.all([this.#live(table, ids), this.#live(table, null)]);
      next.set(table, { table, deleted: (before?.deleted ?? 0) + deleted, live: before?.live ?? live });
    }
    if ([...next.values()].some(isMassDeletion)) return true;
    for (const [table, deletions] of next) this.#counted.set(table, deletions);
    return false;
  }

  async #live(table: string, ids: string[] | null): Promise<number> {
    const { rows } = await this.#store.query<{ live: number }>('select count_live($1, $2::text[])::int4 as live', [
      table,
      ids,
    ]);
    return rows[0]?.live ?? 0;
  }
}
