import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { member } from '../../cloud/testing/as-caller.ts';
import { insertion, present, syncCaller, update } from '../../cloud/testing/sync-caller.ts';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';
import type { JsonRow, Mutation } from '../../shared/sync/protocol.ts';

/** Lists that somebody has brought to a bound: what desks count on from there is taken. */
const database = sampleDatabase();
const ada = member('user_of_org_ours', 'org_ours');
const desk = () => syncCaller(database.sql, ada);

async function made(table: Mutation['table'], patch: JsonRow): Promise<string> {
  const id = randomUUID();
  expect(await desk().push([insertion(table, patch, id)])).toMatchObject([{ status: 'applied' }]);
  return id;
}
const project = () => made('projects', { title: 'Far away' });
const episode = async (project_id: string, sequence_number = 1) => made('episodes', { project_id, sequence_number });
const note = (project_id: string, position: number): Mutation =>
  insertion('planning_notes', { project_id, author_id: 'user_of_org_ours', content: 'A note', position });
const block = (episode_id: string, position: number): Mutation =>
  insertion('blocks', { episode_id, content: 'A text', position });
/** What a desk is answered, which it writes into its own row. */
async function positions(mutations: Mutation[]): Promise<unknown[]> {
  const answers = await desk().push(mutations);
  return answers.map((answer) => (answer.status === 'applied' ? answer.row.position : answer));
}
/** The migration again, on rows that came after it. */
async function migrateAgain(part: RegExp): Promise<void> {
  const migration = readFileSync(join(import.meta.dirname, '20261130010200_numbers_that_go_on.sql'), 'utf8');
  await database.sql.unsafe(present(part.exec(migration))[0]);
}

describe('a place', () => {
  it('that is counted on from one at the bound is taken', async () => {
    const [far, near] = [await project(), await project()];
    const text = await episode(near);
    expect(await positions([note(far, 1e15), note(far, 1e15 + 10), note(far, 1e15 + 20)])).toEqual([
      1e15,
      1e15 + 10,
      1e15 + 20,
    ]);
    expect(await positions([block(text, -1e15), block(text, -1e15 - 10)])).toEqual([-1e15, -1e15 - 10]);
  });

  it('that is counted on from an old one beyond it is taken, also for a row that is there', async () => {
    const far = await project();
    await database.sql`insert into planning_notes (organization_id, project_id, content, position)
      values ('org_ours', ${far}, 'Old', 1e16)`;
    expect(await positions([note(far, 1e16 + 10)])).toEqual([1e16 + 10]);
    const id = randomUUID();
    expect(await positions([{ ...note(far, 5), id }])).toEqual([5]);
    expect(await positions([update('planning_notes', id, 1, { position: 1e16 + 20 })])).toEqual([1e16 + 20]);
  });

  it('that nobody can count on from comes to the end of what can be, and the next one goes on there', async () => {
    const far = await project();
    expect(await positions([note(far, -1e300), note(far, 1e300), note(far, 1e15 + 1e6 + 10)])).toEqual([
      -1e15 - 1e6,
      1e15 + 1e6,
      1e15 + 1e6 + 10,
    ]);
  });

  it('from before begins again behind the others of its list', async () => {
    const [far, near] = [await project(), await project()];
    const text = await episode(far);
    for (const [of, position] of [
      [far, 'NaN'],
      [far, '1e16'],
      [far, '-7'],
      [near, '3'],
    ]) {
      await database.sql`insert into planning_notes (organization_id, project_id, content, position)
        values ('org_ours', ${present(of)}, ${present(position)}, ${present(position)}::text::float8)`;
    }
    for (const position of [1e15, 2, -1e300]) {
      await database.sql`insert into blocks (organization_id, episode_id, content, position)
        values ('org_ours', ${text}, ${String(position)}, ${position})`;
    }
    await migrateAgain(/^select renumber_blocks[\s\S]*?is distinct from far.place;/m);
    const notes = await database.sql`select content, position from planning_notes
      where project_id in ${database.sql([far, near])} order by position`;
    expect(notes.map(({ content, position }) => [content, position])).toEqual([
      ['3', 3],
      ['-7', 10],
      ['1e16', 20],
      ['NaN', 30],
    ]);
    const blocks =
      await database.sql`select content, position from blocks where episode_id = ${text} order by position`;
    expect(blocks.map(({ content, position }) => [content, position])).toEqual([
      ['-1e+300', 10],
      ['2', 20],
      ['1000000000000000', 30],
    ]);
  });

  it('is found by the cloud for what it writes behind one at the bound', async () => {
    const text = await episode(await project());
    expect(await positions([block(text, 1e15), block(text, 1e15 + 10)])).toEqual([1e15, 1e15 + 10]);
    await database.sql`
      select write_blocks(e, ${database.sql.json([{ content: 'One' }, { content: 'Two' }])}) from episodes e where e.id = ${text}`;
    const rows = await database.sql`select content, position from blocks where episode_id = ${text} order by position`;
    expect(rows.map(({ content, position }) => [content, position])).toEqual([
      ['A text', 10],
      ['A text', 20],
      ['One', 30],
      ['Two', 40],
    ]);
  });
});

it('the second of two episodes that a desk made behind the bound comes without the first', async () => {
  const far = await project();
  await episode(far, 999_999_999);
  const [answer] = await desk().push([insertion('episodes', { project_id: far, sequence_number: 1_000_000_001 })]);
  expect(answer).toMatchObject({ status: 'applied', row: { sequence_number: 1_000_000_000 } });
});

it.each(['9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z'])('%s is a time of a calendar', async (expires_at) => {
  const project_id = await project();
  const mutation = note(project_id, 1);
  expect(await desk().push([{ ...mutation, patch: { ...mutation.patch, expires_at } }])).toMatchObject([
    { status: 'applied' },
  ]);
});

it.each(['10000-01-01T00:00:00Z', '0001-12-31T00:00:00Z BC', 'infinity'])('%s is none', async (expires_at) => {
  const project_id = await project();
  const mutation = note(project_id, 1);
  expect(await desk().push([{ ...mutation, patch: { ...mutation.patch, expires_at } }])).toMatchObject([
    { status: 'rejected', error: { code: 'SR400' } },
  ]);
});
