import { describe, expect, it } from 'vitest';
import { member } from '../../cloud/testing/as-caller.ts';
import { insertion, syncCaller } from '../../cloud/testing/sync-caller.ts';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';

const database = sampleDatabase();
const desk = () => syncCaller(database.sql, member('user_of_org_ours', 'org_ours'));
const note = () =>
  insertion('planning_notes', {
    project_id: database.ours.project,
    author_id: 'user_of_org_ours',
    content: 'A note',
  });

describe('the records of what was applied', () => {
  it('of a desk are forgotten after 90 days', async () => {
    const me = desk();
    const made = note();
    await me.push([made]);
    await database.sql`update sync_mutations set created_at = now() - interval '91 days' where mutation_id = ${made.mutation_id}`;
    // Even then nothing is done twice.
    expect(await me.push([made])).toMatchObject([{ status: 'conflict' }]);
    expect(await database.sql`select from sync_mutations where mutation_id = ${made.mutation_id}`).toHaveLength(0);
  });

  it('of desks that never come back are swept, and only those that are old enough', async () => {
    const [gone, here] = [desk(), desk()];
    const [old, young, recent] = [note(), note(), note()];
    await gone.push([old, young]);
    await here.push([recent]);
    const age = (days: number, { mutation_id }: { mutation_id: string }) =>
      database.sql`update sync_mutations set created_at = now() - ${days} * interval '1 day' where mutation_id = ${mutation_id}`;
    await age(91, old);
    await age(89, young);
    await database.sql`select run_due_work()`;
    const ids = [old, young, recent].map(({ mutation_id }) => mutation_id);
    const kept = await database.sql`select mutation_id from sync_mutations where mutation_id in ${database.sql(ids)}`;
    expect(kept.map(({ mutation_id }) => mutation_id).toSorted()).toEqual(ids.slice(1).toSorted());
    // The one that came back after all is not applied twice.
    expect(await gone.push([old, young])).toMatchObject([{ status: 'conflict' }, { status: 'applied' }]);
  });
});
