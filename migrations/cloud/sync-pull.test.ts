import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { describe, expect, it, onTestFinished } from 'vitest';
import { asCaller, member } from '../../cloud/testing/as-caller.ts';
import { present, syncCaller } from '../../cloud/testing/sync-caller.ts';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';
import type { PullChange, PullCursor } from '../../shared/sync/protocol.ts';

const database = sampleDatabase();
const desk = () => syncCaller(database.sql, member('user_of_org_ours', 'org_ours'));
const stranger = () => syncCaller(database.sql, member('user_of_org_theirs', 'org_theirs'));
const ids = (changes: PullChange[]) => changes.map(({ row }) => row.id);

/** A connection of its own, for a transaction that stays open. */
function connection() {
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  onTestFinished(() => sql.end({ timeout: 1 }));
  return sql;
}

async function addNote(content: string): Promise<string> {
  const id = randomUUID();
  await database.sql`insert into planning_notes (id, organization_id, project_id, content)
    values (${id}, 'org_ours', ${database.ours.project}, ${content})`;
  return id;
}

describe('sync_pull', () => {
  it('gives everything first, then only what changed, deletions included', async () => {
    const first = await desk().pullAll(null);
    const tables = new Set(first.changes.map(({ table }) => table));
    expect(tables).toEqual(
      new Set(
        ['organizations', 'users', 'organization_members', 'projects', 'episodes', 'blocks', 'planning_notes'].concat([
          ...['episode_schedule_queue', 'token_usage_daily', 'user_events', 'agent_memories', 'chat_sessions'],
          ...['chat_messages', 'highlights'],
        ]),
      ),
    );
    expect(first.changes.every(({ row }) => JSON.stringify(row).includes('org_ours'))).toBe(true);

    const quiet = await desk().pullAll(first.cursor);
    expect(quiet.changes).toEqual([]);

    const note = await addNote('soon gone');
    await database.sql`update projects set title = 'Renamed' where id = ${database.ours.project}`;
    await database.sql`delete from planning_notes where id = ${note}`;
    const delta = await desk().pullAll(quiet.cursor);
    expect(ids(delta.changes)).toEqual([database.ours.project, note]);
    expect(delta.changes[0]?.row).toMatchObject({ title: 'Renamed', rev: 2 });
    expect(delta.changes[1]?.row.deleted_at).not.toBeNull();
  });

  it('never sends the lease token', async () => {
    const { changes } = await desk().pullAll(null);
    const job = present(changes.find(({ table }) => table === 'episode_schedule_queue'));
    expect(job.row).toHaveProperty('lease_expires_at');
    expect(job.row).not.toHaveProperty('lease_token');
  });

  it('misses nothing when a transaction that began earlier commits after a pull; a timestamp cursor does', async () => {
    const { cursor } = await desk().pullAll(null);
    const slow = connection();
    const slowId = randomUUID();
    const began = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const committed = slow.begin(async (t) => {
      await t`insert into planning_notes (id, organization_id, project_id, content)
        values (${slowId}, 'org_ours', ${database.ours.project}, 'began first, commits last')`;
      began.resolve();
      await mayCommit.promise;
    });
    await began.promise;
    const quickId = await addNote('began later, commits first');

    const between = await desk().pullAll(cursor);
    const [newest] = await database.sql<{ at: string }[]>`select max(updated_at)::text as at from planning_notes`;
    mayCommit.resolve();
    await committed;

    expect(ids(between.changes)).toEqual([quickId]);
    expect(ids((await desk().pullAll(between.cursor)).changes)).toEqual([slowId]);
    const byTime =
      await database.sql`select id from planning_notes where updated_at > ${present(newest).at}::text::timestamptz`;
    expect(byTime).toHaveLength(0);
  });

  it('pages through a fixed snapshot, can be resumed from any page, and then brings what came meanwhile', async () => {
    const all = ids((await desk().pullAll(null)).changes);
    const pages: string[][] = [];
    let meanwhile = '';
    let at: PullCursor | null = null;
    let edited = '';
    for (;;) {
      const answer = await desk().pull(at, 4);
      // The same page again, as after a lost answer.
      expect(ids((await desk().pull(at, 4)).changes)).toEqual(ids(answer.changes));
      pages.push(ids(answer.changes));
      at = answer.cursor;
      if (pages.length === 1) {
        meanwhile = await addNote('written between two pages');
        edited = database.ours.block;
        await database.sql`update blocks set content = 'three words now' where id = ${edited}`;
      }
      if (!answer.more) break;
    }
    const got = pages.flat();
    expect(pages.every((page) => page.length <= 4)).toBe(true);
    expect(new Set(got)).toEqual(new Set([...all, meanwhile]));
    expect(got.filter((id) => id === edited)).toHaveLength(1);
    expect(ids((await desk().pullAll(at)).changes)).toEqual([]);
  });

  it('keeps an answer to about four megabytes', async () => {
    const { cursor } = await desk().pullAll(null);
    const text = 'word '.repeat(300_000);
    await database.sql`insert into blocks (organization_id, episode_id, content)
      select 'org_ours', ${database.ours.episode}, ${text} from generate_series(1, 7)`;
    const sizes: number[] = [];
    let at: PullCursor = cursor;
    for (;;) {
      const answer = await desk().pull(at);
      sizes.push(answer.changes.filter(({ table }) => table === 'blocks').length);
      at = answer.cursor;
      if (!answer.more) break;
    }
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(7);
    expect(Math.max(...sizes)).toBe(3);
    await database.sql`update blocks set content = '' where content = ${text}`;
  });

  it('answers a cursor of another database, another caller or the future with everything, and says so', async () => {
    const { cursor } = await desk().pullAll(null);
    const everything = new Set(ids((await desk().pullAll(null)).changes));
    const from = String(cursor.from);
    const far = from.replace(/^(\d+):(\d+):.*/, '$1:9$2:');
    for (const foreign of [
      { ...cursor, epoch: 'of another database' },
      { ...cursor, from: far },
      { ...cursor, target: far, table: 'blocks' },
      (await stranger().pullAll(null)).cursor,
    ]) {
      const answer = await desk().pull(foreign);
      expect(answer.reset).toBe(true);
      expect(new Set(ids(answer.changes))).toEqual(everything);
    }
    expect(await desk().pull(cursor)).not.toHaveProperty('reset');
  });

  it('refuses what is not a cursor', async () => {
    const { cursor } = await desk().pullAll(null);
    for (const wrong of [
      {},
      { v: 1 },
      { ...cursor, v: 2 },
      { ...cursor, v: 'x' },
      { ...cursor, from: 'yesterday' },
      { ...cursor, target: cursor.from ?? null, table: 'pg_class' },
      { ...cursor, target: cursor.from ?? null, table: 'blocks', txid: '5' },
      { ...cursor, target: cursor.from ?? null, table: 'blocks', txid: '5', id: 'x' },
    ]) {
      await expect(desk().pull(wrong), JSON.stringify(wrong)).rejects.toMatchObject({ code: 'SR400' });
    }
  });

  it('tells who is not signed in, or has no organisation, apart from who was removed', async () => {
    const nobody = syncCaller(database.sql, { role: 'authenticated', claims: { role: 'authenticated' } });
    const single = syncCaller(database.sql, { role: 'authenticated', claims: { sub: 'user_of_org_ours' } });
    await expect(nobody.pull(null)).rejects.toMatchObject({ code: 'SR401' });
    await expect(single.pull(null)).rejects.toMatchObject({ code: 'SR401' });
  });

  it('shows a new member to desks whose cursor is past that user, and later changes of the user too', async () => {
    const { sql } = database;
    await sql`insert into users (id, name) values ('user_new', 'New')`;
    const { cursor } = await desk().pullAll(null);
    await sql`insert into organization_members (organization_id, user_id) values ('org_ours', 'user_new')`;
    const joined = await desk().pullAll(cursor);
    expect(ids(joined.changes)).toContain('user_new');

    await asCaller(
      sql,
      member('user_new', 'org_ours'),
      (t) => t`update users set name = 'Newer' where id = 'user_new'`,
    );
    const renamed = await desk().pullAll(joined.cursor);
    expect(renamed.changes).toMatchObject([{ table: 'users', row: { id: 'user_new', name: 'Newer' } }]);
    expect(ids((await stranger().pullAll(null)).changes)).not.toContain('user_new');
  });

  it('finds the rows of a delta by the index', async () => {
    const plan = await asCaller(database.sql, member('user_of_org_ours', 'org_ours'), async (t) => {
      await t`set local enable_seqscan = off`;
      return t<{ 'QUERY PLAN': string }[]>`explain (costs off) select * from blocks t
        where t.organization_id = 'org_ours' and (t.txid, t.id) > ('100'::xid8, ${randomUUID()}) and t.txid < '200'::xid8
        order by t.txid, t.id limit 10`;
    });
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toMatch(/Index Scan using blocks_sync/);
    expect(text).toMatch(/Index Cond: .*ROW\(txid, id\) > .* AND \(txid </);
  });
});
