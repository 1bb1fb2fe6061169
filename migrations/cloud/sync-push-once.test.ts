import { describe, expect, it } from 'vitest';
import { asCaller, member } from '../../cloud/testing/as-caller.ts';
import { insertion, syncCaller, update } from '../../cloud/testing/sync-caller.ts';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';
import type { MutationResult } from '../../shared/sync/protocol.ts';

const database = sampleDatabase();
const ours = member('user_of_org_ours', 'org_ours');
const desk = () => syncCaller(database.sql, ours);
const otherDesk = () => syncCaller(database.sql, member('user_second', 'org_ours'));

const statuses = (results: MutationResult[]) =>
  results.map((result) => (result.status === 'rejected' ? `rejected ${result.error.code}` : result.status));

const note = (content = 'A note') =>
  insertion('planning_notes', { project_id: database.ours.project, author_id: 'user_of_org_ours', content });

async function noteRow(id: string) {
  const [row] = await database.sql<
    { content: string; rev: string; deleted_at: Date | null; deleted_by: string | null }[]
  >`
    select content, rev, deleted_at, deleted_by from planning_notes where id = ${id}`;
  return row;
}

describe('a mutation', () => {
  it('is done once, however often it is sent, and answers with the row as it is now', async () => {
    const made = note();
    const me = desk();
    await me.push([made]);
    const edit = update('planning_notes', made.id, 1, { content: 'mine' });
    await me.push([edit]);
    await otherDesk().push([update('planning_notes', made.id, 2, { content: 'theirs' })]);

    expect(await me.push([edit, made])).toMatchObject([
      { mutation_id: edit.mutation_id, status: 'applied', rev: 3, row: { content: 'theirs' } },
      { mutation_id: made.mutation_id, status: 'applied', rev: 3 },
    ]);
    expect(await noteRow(made.id)).toMatchObject({ content: 'theirs', rev: '3' });
  });

  it('is done once when it is sent again while the first is still on its way', async () => {
    const made = note();
    const me = desk();
    await me.push([made]);
    const edit = update('planning_notes', made.id, 1, { content: 'sent twice at once' });
    const both = await Promise.all([me.push([edit]), me.push([edit])]);
    expect(both.flatMap(statuses)).toEqual(['applied', 'applied']);
    expect(await noteRow(made.id)).toMatchObject({ rev: '2' });
  });

  it('that appears twice in one call is answered twice, and done once', async () => {
    const made = note();
    const results = await desk().push([made, { ...made, mutation_id: made.mutation_id.toUpperCase() }, made]);
    expect(statuses(results)).toEqual(['applied', 'applied', 'applied']);
    expect(await noteRow(made.id)).toMatchObject({ rev: '1' });
  });

  it('is not done twice when the transaction of the first try was lost', async () => {
    const made = note();
    const me = desk();
    await asCaller(database.sql, ours, async (t) => {
      await t`select sync_push(${me.clientId}, ${JSON.stringify([made])}::text::jsonb)`;
      throw new Error('connection lost before commit');
    }).catch(() => null);
    expect(await noteRow(made.id)).toBeUndefined();
    expect(statuses(await me.push([made]))).toEqual(['applied']);
  });
});
