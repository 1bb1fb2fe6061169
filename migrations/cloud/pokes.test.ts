import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asCaller, member } from '../../cloud/testing/as-caller.ts';
import { insertion, syncCaller } from '../../cloud/testing/sync-caller.ts';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';

const database = sampleDatabase();

/** The messages that `work` leaves behind, oldest first. */
async function pokesOf(work: () => Promise<unknown>): Promise<string[]> {
  await database.sql`delete from realtime.messages`;
  await work();
  const rows = await database.sql<{ poke: string }[]>`
    select topic || ' ' || event || ' ' || (payload ->> 'table') || case when private then '' else ' public' end as poke
    from realtime.messages order by inserted_at, topic`;
  return rows.map(({ poke }) => poke).sort();
}

const note = () =>
  insertion('planning_notes', { project_id: database.ours.project, author_id: 'user_of_org_ours', content: 'x' });

describe('pokes', () => {
  it('go to the organisation whose rows changed, once a statement and organisation', async () => {
    const pokes = await pokesOf(() => database.sql`update projects set title = title || '!'`);
    expect(pokes).toEqual(['org:org_ours poke projects', 'org:org_theirs poke projects']);
  });

  it('come once for a push of many rows, and not for what was refused', async () => {
    const desk = syncCaller(database.sql, member('user_of_org_ours', 'org_ours'));
    expect(await pokesOf(() => desk.push(Array.from({ length: 40 }, note)))).toEqual([
      'org:org_ours poke planning_notes',
    ]);
    const refused = insertion('planning_notes', {
      project_id: randomUUID(),
      author_id: 'user_of_org_ours',
      content: 'x',
    });
    expect(await pokesOf(() => desk.push([refused]))).toEqual([]);
    expect(await pokesOf(() => desk.push([refused, note()]))).toEqual(['org:org_ours poke planning_notes']);
  });

  it('tell every organisation of a user about the user', async () => {
    const pokes = await pokesOf(() => database.sql`update users set name = 'Renamed' where id = 'user_of_org_ours'`);
    expect(pokes).toEqual(['org:org_ours poke users']);
  });

  it('do not come for a statement that changed no row', async () => {
    expect(await pokesOf(() => database.sql`update projects set title = 'x' where false`)).toEqual([]);
  });

  it('never fail the write, also where there is no Realtime', async () => {
    await database.sql.begin(async (t) => {
      await t`drop schema realtime cascade`;
      await t`update projects set title = 'quiet' where id = ${database.ours.project}`;
      await t`rollback and chain`;
    });
    expect(await database.sql`select to_regclass('realtime.messages') is not null as there`).toMatchObject([
      { there: true },
    ]);
  });

  it('are heard by members on their own channel only, and spoken by the database alone', async () => {
    await database.sql`update projects set title = title || '?'`;
    const heard = (user: string, organization: string, topic: string) =>
      asCaller(database.sql, member(user, organization), async (t) => {
        await t`select set_config('realtime.topic', ${topic}, true)`;
        const rows = await t<{ topic: string }[]>`select distinct topic from realtime.messages where topic = ${topic}`;
        return rows.length;
      });
    expect(await heard('user_of_org_ours', 'org_ours', 'org:org_ours')).toBe(1);
    expect(await heard('user_of_org_ours', 'org_ours', 'org:org_theirs')).toBe(0);
    const speak = (extension: string) =>
      asCaller(database.sql, member('user_of_org_ours', 'org_ours'), async (t) => {
        await t`select set_config('realtime.topic', 'org:org_ours', true)`;
        await t`insert into realtime.messages (topic, extension, event, payload) values ('org:org_ours', ${extension}, 'x', '{}')`;
      });
    await expect(speak('broadcast')).rejects.toMatchObject({ code: '42501' });
    await speak('presence');
  });
});
