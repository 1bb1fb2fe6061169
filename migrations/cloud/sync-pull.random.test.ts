import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import postgres, { type Sql, type TransactionSql } from 'postgres';
import { expect, it } from 'vitest';
import { member } from '../../cloud/testing/as-caller.ts';
import { present, syncCaller } from '../../cloud/testing/sync-caller.ts';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';
import type { PullCursor } from '../../shared/sync/protocol.ts';

const database = sampleDatabase();

const WRITERS = 5;
const TRANSACTIONS = 40;

/** What one transaction does, drawn before it starts; the interleaving with the others is the machine's. */
interface Plan {
  steps: ('insert' | 'update' | 'delete' | 'rolled back savepoint' | 'kept savepoint')[];
  commit: boolean;
  pauses: number[]; // ms before each step
}
const plan: fc.Arbitrary<Plan> = fc.record({
  steps: fc.array(fc.constantFrom('insert', 'update', 'delete', 'rolled back savepoint', 'kept savepoint'), {
    minLength: 1,
    maxLength: 6,
  }),
  commit: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
  pauses: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 6, maxLength: 6 }),
});

class Abandoned extends Error {}

async function runTransaction(sql: Sql, { steps, commit, pauses }: Plan): Promise<void> {
  const { project } = database.ours;
  const insert = (t: TransactionSql) =>
    t`insert into planning_notes (id, organization_id, project_id, content) values (${randomUUID()}, 'org_ours', ${project}, 'note')`;
  const touch = (t: TransactionSql, assignment: 'content' | 'deleted_at') =>
    t`update planning_notes set content = 'note ' || rev, deleted_at = ${assignment === 'content' ? null : new Date()}
      where id = (select id from planning_notes where organization_id = 'org_ours' order by md5(id::text || random()) limit 1 for update skip locked)`;
  try {
    await sql.begin(async (t) => {
      for (const [index, step] of steps.entries()) {
        // Think time is the point of this test: it is what makes transactions overlap.
        await t`select pg_sleep(${(pauses[index] ?? 0) / 1000})`;
        if (step === 'insert') await insert(t);
        else if (step === 'update') await touch(t, 'content');
        else if (step === 'delete') await touch(t, 'deleted_at');
        else {
          const inner = t.savepoint(async (s) => {
            await insert(s);
            await touch(s, 'content');
            if (step === 'rolled back savepoint') throw new Abandoned();
          });
          await inner.catch((error: unknown) => {
            if (!(error instanceof Abandoned)) throw error;
          });
        }
      }
      if (!commit) throw new Abandoned();
    });
  } catch (error) {
    if (!(error instanceof Abandoned)) throw error;
  }
}

it('a desk that pulls all the while has exactly the cloud’s rows in the end, however writers overlap', async () => {
  const seed = 20261123;
  const plans = fc.sample(fc.array(plan, { minLength: TRANSACTIONS, maxLength: TRANSACTIONS }), {
    numRuns: WRITERS,
    seed,
  });
  const desk = syncCaller(database.sql, member('user_of_org_ours', 'org_ours'));
  const copy = new Map<string, number>();
  let cursor: PullCursor | null = null;
  const backwards: string[] = [];
  const pull = async (limit: number): Promise<boolean> => {
    const answer = await desk.pull(cursor, limit);
    for (const { table, row } of answer.changes) {
      if (table !== 'planning_notes') continue;
      if ((copy.get(row.id) ?? 0) >= row.rev) backwards.push(row.id);
      copy.set(row.id, row.rev);
    }
    cursor = answer.cursor;
    return answer.more;
  };

  let writing = true;
  const writers = plans.map(async (transactions) => {
    const sql = postgres(database.url, { max: 1, onnotice: () => {} });
    try {
      for (const transaction of transactions) await runTransaction(sql, transaction);
    } finally {
      await sql.end();
    }
  });
  const finished = Promise.all(writers).finally(() => {
    writing = false;
  });
  let pulls = 0;
  while (writing) {
    await pull(3 + (pulls % 20));
    pulls++;
  }
  await finished;
  while (await pull(50));

  const rows = await database.sql<{ id: string; rev: string }[]>`
    select id, rev from planning_notes where organization_id = 'org_ours'`;
  const cloud = new Map(rows.map(({ id, rev }) => [id, Number(rev)]));
  expect(copy).toEqual(cloud);
  // Each change comes once: nothing already here is sent again, and nothing older replaces something newer.
  expect(backwards).toEqual([]);
  expect(pulls).toBeGreaterThan(20);

  const checksum = await desk.checksum('planning_notes');
  expect(checksum.count).toBe(copy.size);
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const buckets: { [bucket: string]: { count: number; hash: bigint } } = {};
  for (const [id, rev] of copy) {
    const key = (Number.parseInt(md5(id).slice(0, 2), 16) & 63).toString(16).padStart(2, '0');
    buckets[key] ??= { count: 0, hash: 0n };
    const bucket = present(buckets[key]);
    bucket.count++;
    bucket.hash += BigInt(`0x${md5(`${id}:${rev}`).slice(0, 15)}`);
  }
  expect(checksum.buckets).toEqual(
    Object.fromEntries(
      Object.entries(buckets).map(([key, { count, hash }]) => [key, { count, hash: hash.toString() }]),
    ),
  );
});
