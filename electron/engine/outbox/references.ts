import type { OutboxEntry } from './outbox-entry.ts';

/** Ids of the rows an edit points at. */
export function references(entry: Pick<OutboxEntry, 'patch'>): string[] {
  return Object.entries(entry.patch).flatMap(([column, value]) =>
    column.endsWith('_id') && typeof value === 'string' ? [value] : [],
  );
}
