import { expect, it } from 'vitest';
import { WRITABLE_COLUMNS } from '../../../shared/sync/columns.ts';
import { SYNCED_TABLES } from '../../../shared/sync/protocol.ts';
import { QUERY_STATEMENTS } from '../generated/queries.ts';

it('the open conflicts are read again when any row changes that a conflict can be about', () => {
  // What happened is only ever added to, and is never in conflict.
  const tables = SYNCED_TABLES.filter(
    (table) => table !== 'user_events' && Object.keys(WRITABLE_COLUMNS[table]).length > 0,
  );
  const read: readonly string[] = QUERY_STATEMENTS['conflicts.open'].tables;
  expect(tables.filter((table) => !read.includes(table))).toEqual([]);
});
