import type { OutboxEntry } from './outbox-entry.ts';
import { references } from './references.ts';

/** Rows and inserts of edits that do not go (yet), and who needs them. */
export class HeldBack {
  readonly #rows = new Set<string>();
  readonly #inserts = new Set<string>();

  add(group: readonly OutboxEntry[]): void {
    for (const entry of group) {
      this.#rows.add(rowKey(entry));
      if (entry.op === 'insert') this.#inserts.add(entry.row_id);
    }
  }

  hasRow(entry: OutboxEntry): boolean {
    return this.#rows.has(rowKey(entry));
  }

  needs(entry: OutboxEntry): boolean {
    return this.hasRow(entry) || references(entry).some((id) => this.#inserts.has(id));
  }
}

function rowKey(entry: OutboxEntry): string {
  return `${entry.table_name}/${entry.row_id}`;
}
