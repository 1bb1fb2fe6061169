import { randomUUID } from 'node:crypto';
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
    ['a place', (): Mutation => insertion('planning_notes', note({ position: -1e300 }))],
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
