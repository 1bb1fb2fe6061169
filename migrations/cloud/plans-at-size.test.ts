import postgres, { type Sql, type TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedLarge } from '../../cloud/seed/large/seed-large.ts';
import { scaled } from '../../cloud/seed/large/size.ts';
import { asCaller, member } from '../../cloud/testing/as-caller.ts';
import { createDatabase, type TestDatabase } from '../../cloud/testing/database.ts';
import { present, syncCaller } from '../../cloud/testing/sync-caller.ts';
import type { PullCursor } from '../../shared/sync/protocol.ts';

/** Large enough that the planner would read a table as a whole only by mistake: 200 episodes, 2,000 events. */
const SIZE = scaled(0.01);
/** Rows that one changed row may cost to find, whatever the size: some per table, and none in proportion. */
const FEW = 60;
const ADA = member('user_ada', 'org_large', 'admin');
const LARGE_TABLES = [
  'episodes',
  'blocks',
  'planning_notes',
  'episode_schedule_queue',
  'user_events',
  'token_usage',
  'audit_log',
];

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createDatabase();
  sql = postgres(database.url, { max: 2, onnotice: () => {} });
  await seedLarge(database.url, { size: SIZE });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

interface Read {
  walked: number;
  found: number;
}

/** Rows of the large tables that `work` reads: by walking through a table, and by an index. */
async function rowsRead(t: TransactionSql, work: () => Promise<unknown>): Promise<Read> {
  const count = async (): Promise<Read> => {
    const [row] = await t<Read[]>`
      select coalesce(sum(seq_tup_read), 0)::int as walked, coalesce(sum(idx_tup_fetch), 0)::int as found
      from pg_stat_xact_user_tables where relname = any (${LARGE_TABLES})`;
    return present(row);
  };
  // The connection may not have reported its earlier transactions yet.
  const before = await count();
  await work();
  const after = await count();
  return { walked: after.walked - before.walked, found: after.found - before.found };
}

async function pullAs(t: TransactionSql, cursor: PullCursor): Promise<unknown[]> {
  const [row] = await t<{ answer: { changes: unknown[] } }[]>`select sync_pull(${t.json(cursor)}) as answer`;
  return present(row).answer.changes;
}

describe('in a large organisation', () => {
  it('a pull with nothing new reads no row of a large table', async () => {
    const { cursor } = await syncCaller(sql, ADA).pullAll(null);
    const read = await asCaller(sql, ADA, (t) => rowsRead(t, async () => expect(await pullAs(t, cursor)).toEqual([])));
    expect(read).toEqual({ walked: 0, found: 0 });
  });

  it('a pull of one changed row finds it by index', async () => {
    const { cursor } = await syncCaller(sql, ADA).pullAll(null);
    await sql`update planning_notes set content = 'Changed' where id = (select id from planning_notes order by id limit 1)`;
    const read = await asCaller(sql, ADA, (t) =>
      rowsRead(t, async () => expect(await pullAs(t, cursor)).toHaveLength(1)),
    );
    expect(read.walked).toBe(0);
    expect(read.found).toBeLessThan(FEW);
  });

  it('a claim that finds nothing walks through no queue', async () => {
    const read = await sql.begin((t) => rowsRead(t, () => t`select claim_generation_jobs('planner', 1)`));
    expect(read.walked).toBe(0);
    expect(read.found).toBeLessThan(FEW);
  });

  it('the limit of the day is read from the sums, not from the calls', async () => {
    const read = await sql.begin((t) => rowsRead(t, () => t`select daily_limit_reached('org_large', now())`));
    expect(read).toEqual({ walked: 0, found: 0 });
  });
});
