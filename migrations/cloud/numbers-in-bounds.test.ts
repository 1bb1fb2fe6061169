import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asCaller, member } from '../../cloud/testing/as-caller.ts';
import { insertion, present, syncCaller, update } from '../../cloud/testing/sync-caller.ts';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';
import type { JsonRow, Mutation } from '../../shared/sync/protocol.ts';

const database = sampleDatabase();
const ada = member('user_of_org_ours', 'org_ours');
const desk = () => syncCaller(database.sql, ada);
const LARGEST = 2_147_483_647;

async function made(table: Mutation['table'], patch: JsonRow): Promise<{ id: string; rev: number }> {
  const id = randomUUID();
  const [answer] = await desk().push([insertion(table, patch, id)]);
  if (answer?.status !== 'applied') throw new Error(JSON.stringify(answer));
  return { id, rev: answer.rev };
}

const project = async () => (await made('projects', { title: 'Numbers' })).id;
const episode = (project_id: string, sequence_number: number) => ({ project_id, sequence_number });

describe("an episode's number", () => {
  it('has nine digits, also in an edit that comes with others and over REST', async () => {
    const project_id = await project();
    const [first, second] = [
      await made('episodes', episode(project_id, 20_261_129)),
      await made('episodes', episode(project_id, 999_999_999)),
    ];
    const refused = {
      status: 'rejected',
      error: { code: 'SR400', message: 'The number of an episode has at most nine digits.' },
    };
    const answers = await desk().push([
      insertion('episodes', episode(await project(), LARGEST)),
      update('episodes', first.id, first.rev, { sequence_number: LARGEST }),
      update('episodes', second.id, second.rev, { sequence_number: 1_000_000_000 }),
    ]);
    expect(answers).toMatchObject([refused, refused, refused]);
    await expect(
      asCaller(database.sql, ada, (t) => t`update episodes set sequence_number = ${LARGEST} where id = ${first.id}`),
    ).rejects.toMatchObject({ code: 'SR400' });
  });

  it('goes on behind a large one, also on a desk', async () => {
    const project_id = await project();
    await made('episodes', episode(project_id, 999_999_999));
    await made('episodes', episode(project_id, 1_000_000_000));
    const [row] = await database.sql`
      insert into episodes (organization_id, project_id, sequence_number) values ('org_ours', ${project_id}, 999999999)
      returning sequence_number`;
    expect(row?.sequence_number).toBe(1_000_000_001);
  });

  it('from before the bound does not keep its episode from being edited', async () => {
    const project_id = await project();
    const [row] = await database.sql<{ id: string }[]>`
      insert into episodes (organization_id, project_id, sequence_number) values ('org_ours', ${project_id}, ${LARGEST}) returning id`;
    const id = present(row).id;
    expect(await desk().push([update('episodes', id, 1, { title: 'As before' })])).toMatchObject([
      { status: 'applied' },
    ]);
    expect(await desk().push([update('episodes', id, 2, { title: 'Both', sequence_number: LARGEST })])).toMatchObject([
      { status: 'applied' },
    ]);
  });

  it('that was larger when the bound came begins again behind the others', async () => {
    const project_id = await project();
    for (const number of [LARGEST, 7, 1_000_000_002, 999_999_999, 1_000_000_001]) {
      await database.sql`insert into episodes (organization_id, project_id, sequence_number) values ('org_ours', ${project_id}, ${number})`;
    }
    const migration = readFileSync(join(import.meta.dirname, '20261129220000_numbers_in_bounds.sql'), 'utf8');
    await database.sql.unsafe(present(/^do \$\$[\s\S]*?^end \$\$;/m.exec(migration))[0]);
    const rows =
      await database.sql`select sequence_number from episodes where project_id = ${project_id} order by created_at, 1`;
    expect(rows.map(({ sequence_number }) => sequence_number)).toEqual([
      1_000_000_002, 7, 1_000_000_001, 999_999_999, 1_000_000_000,
    ]);
  });
});

describe('what else the cloud computes with', () => {
  const note = (patch: JsonRow) => ({
    project_id: database.ours.project,
    author_id: 'user_of_org_ours',
    content: 'A note',
    ...patch,
  });
  const memory = (patch: JsonRow) => ({ project_id: database.ours.project, content: 'A memory', ...patch });

  it.each([
    ['a place', (): Mutation => insertion('planning_notes', note({ position: 'Infinity' }))],
    ['a place', (): Mutation => insertion('planning_notes', note({ position: 'NaN' }))],
    ['an end', (): Mutation => insertion('planning_notes', note({ expires_at: 'infinity' }))],
    ['an end', (): Mutation => insertion('planning_notes', note({ expires_at: '-infinity' }))],
    ['an end', (): Mutation => insertion('agent_memories', memory({ expires_at: '20000-01-01' }))],
    ['a count', (): Mutation => insertion('agent_memories', memory({ use_count: LARGEST }))],
    [
      'a time',
      (): Mutation => insertion('episodes', { ...episode(database.ours.project, 77), scheduled_for: 'infinity' }),
    ],
  ])('%s is one that can be worked with', async (_what, mutation) => {
    expect(await desk().push([mutation()])).toMatchObject([{ status: 'rejected', error: { code: 'SR400' } }]);
  });

  it('is taken as it always was', async () => {
    await made('planning_notes', note({ position: -12.5, expires_at: '2099-12-31T00:00:00Z' }));
    await made('agent_memories', memory({ use_count: 3, expires_at: null }));
  });
});
