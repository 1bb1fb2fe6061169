import { expect, test } from 'vitest';
import { seedProject, testStore } from '../store/testing/test-store.ts';
import { RESOLVED_KEPT, recordConflicts } from './record-conflicts.ts';

const OPEN = 30;
const RESOLVED = RESOLVED_KEPT + 20;

test('of resolved conflicts the newest stay; an open one always does', async () => {
  await using desk = await testStore();
  const project = await seedProject(desk.store);
  const counts = await desk.store.transaction({ origin: 'sync' }, async (tx) => {
    const add = (count: number, state: string, resolvedAt: string) =>
      tx.query(
        `insert into conflicts (id, table_name, row_id, kind, state, created_at, resolved_at)
         select gen_random_uuid(), 'projects', $1, 'value', $2, '2020-01-01', ${resolvedAt} from generate_series(1, $3::int) n`,
        [project, state, count],
      );
    await add(OPEN, 'open', 'null');
    await add(RESOLVED, 'resolved', "timestamptz '2021-01-01' + n * interval '1 minute'");
    const place = { table: 'projects', id: project, theirs: {}, mineAt: new Date() } as const;
    await recordConflicts(tx, place, [
      { column: 'title', kind: 'value', base: 'a', mine: 'b', theirs: 'c', merged: 'c' },
    ]);
    const { rows } = await tx.query<{ state: string; count: number; oldest: string | null }>(
      `select state, count(*)::int as count, min(resolved_at)::text as oldest from conflicts group by state order by state`,
    );
    return rows;
  });
  expect(counts).toMatchObject([
    { state: 'open', count: OPEN + 1, oldest: null },
    { state: 'resolved', count: RESOLVED_KEPT, oldest: expect.stringContaining('2021-01-01 00:21') },
  ]);
});
