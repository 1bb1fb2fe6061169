import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { member } from '../../testing/as-caller.ts';
import { createDatabase, type TestDatabase } from '../../testing/database.ts';
import { syncCaller } from '../../testing/sync-caller.ts';
import { seedLarge } from './seed-large.ts';
import { scaled } from './size.ts';

const SIZE = scaled(0.002);
let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await seedLarge(database.url, { size: SIZE });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

describe('the large organisation', () => {
  it('has as many rows of each kind as its size says', async () => {
    const counts = await sql<{ name: string; count: number }[]>`
      select 'projects' as name, count(*)::int as count from projects union all select 'episodes', count(*)::int from episodes
      union all select 'notes', count(*)::int from planning_notes union all select 'usage', count(*)::int from token_usage
      union all select 'events', count(*)::int from user_events union all select 'audit', count(*)::int from audit_log`;
    expect(Object.fromEntries(counts.map(({ name, count }) => [name, count]))).toEqual(SIZE);
  });

  it('is made once', async () => {
    expect(await seedLarge(database.url, { size: SIZE })).toBe(false);
  });

  it('keeps what the triggers would have kept', async () => {
    const texts = await sql<{ wrong: number }[]>`
      select count(*)::int as wrong from blocks b join episodes e on e.id = b.episode_id
      left join block_versions v on v.block_id = b.id and v.content = b.content
      where v.id is null or length(b.content) not between 4000 and 20000 or e.word_count <> b.word_count`;
    expect(texts).toEqual([{ wrong: 0 }]);
    // An update that changes nothing else lets the triggers count anew.
    await sql`update blocks set word_count = 0`;
    const again = await sql<{ wrong: number }[]>`
      select count(*)::int as wrong from blocks b join episodes e on e.id = b.episode_id
      where (e.word_count, e.reading_minutes) is distinct from (b.word_count, ceil(b.word_count / 238.0)::int)`;
    expect(again).toEqual([{ wrong: 0 }]);
  });

  it('has the sums of each day that its calls come to', async () => {
    const kept =
      await sql`select usage_date, calls, total_tokens, cost_gbp, by_operation from token_usage_daily order by 1`;
    await sql.begin(async (t) => {
      await t`set local session_replication_role = replica`;
      await t`delete from token_usage_daily`;
      await t`create temporary table calls on commit drop as table token_usage`;
      await t`delete from token_usage`;
      await t`set local session_replication_role = origin`;
      await t`insert into token_usage (id, organization_id, operation, model, prompt_tokens, completion_tokens, cost_usd, cost_gbp, episode_id, created_at)
        select id, organization_id, operation, model, prompt_tokens, completion_tokens, cost_usd, cost_gbp, episode_id, created_at from calls`;
    });
    const summed =
      await sql`select usage_date, calls, total_tokens, cost_gbp, by_operation from token_usage_daily order by 1`;
    expect(kept).toEqual(summed);
  });

  it('is pulled by a member like any other', async () => {
    const { changes } = await syncCaller(sql, member('user_ada', 'org_large', 'admin')).pullAll(null);
    const episodes = changes.filter(({ table }) => table === 'episodes');
    expect(episodes).toHaveLength(SIZE.episodes);
  });
});
