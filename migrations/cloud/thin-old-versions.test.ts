import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';

const database = sampleDatabase();
const [laptop, tablet] = [randomUUID(), randomUUID()];

interface Version {
  content: string;
  author?: string | null;
  desk?: string | null;
  /** Before now, and at which hour of that day (UTC). */
  days: number;
  hour: number;
}

/** Only the versions' trigger may write them; as a restore of the database would. */
async function history(versions: readonly Version[]): Promise<string> {
  const [block] = await database.sql<
    { id: string }[]
  >`select id from blocks where organization_id = 'org_ours' limit 1`;
  const id = randomUUID();
  await database.sql`insert into blocks (id, organization_id, episode_id, content)
    select ${id}, organization_id, episode_id, 'now' from blocks where id = ${block?.id ?? ''}`;
  await database.sql.begin(async (transaction: postgres.TransactionSql) => {
    await transaction`set local session_replication_role = replica`;
    await transaction`delete from block_versions where block_id = ${id}`;
    for (const [place, { content, author = 'user_ada', desk = laptop, days, hour }] of versions.entries()) {
      await transaction`insert into block_versions (organization_id, block_id, block_rev, content, author, client_id, created_at)
        values ('org_ours', ${id}, ${place + 1}, ${content}, ${author}, ${desk},
          date_trunc('day', now(), 'UTC') - ${days} * interval '1 day' + ${hour} * interval '1 hour')`;
    }
  });
  return id;
}

async function kept(block: string): Promise<string[]> {
  const rows = await database.sql<{ content: string }[]>`
    select content from block_versions where block_id = ${block} order by block_rev`;
  return rows.map(({ content }) => content);
}

async function thinAll(): Promise<void> {
  await database.sql`select run_due_work()`;
}

describe('old versions of a text', () => {
  beforeAll(async () => {
    await database.sql`delete from app_settings where key = 'history.thinned_until'`;
  });

  it('lose what their own author replaced on the same day and desk, after 90 days, and nothing else', async () => {
    const block = await history([
      { content: 'made', author: null, desk: null, days: 120, hour: 1 },
      { content: 'made again', author: null, desk: null, days: 120, hour: 2 },
      { content: 'early', days: 100, hour: 8 },
      { content: 'later', days: 100, hour: 9 },
      { content: 'last of the day', days: 100, hour: 23 },
      { content: 'next day', days: 99, hour: 0 },
      { content: 'on the tablet', desk: tablet, days: 99, hour: 1 },
      { content: 'by ben', author: 'user_ben', days: 99, hour: 2 },
      { content: 'ada again', days: 99, hour: 3 },
      { content: 'young', days: 80, hour: 3 },
      { content: 'younger', days: 80, hour: 4 },
    ]);
    await thinAll();
    expect(await kept(block)).toEqual([
      'made',
      'made again',
      'last of the day',
      'next day',
      'on the tablet',
      'by ben',
      'ada again',
      'young',
      'younger',
    ]);
  });

  it('are gone through a part at a time, each once', async () => {
    await database.sql`delete from app_settings where key = 'history.thinned_until'`;
    const DAYS = 450;
    const EACH = 5;
    const block = await history(
      Array.from({ length: DAYS * EACH }, (_, place) => ({
        content: `version ${place}`,
        days: 91 + DAYS - Math.floor(place / EACH),
        hour: place % EACH,
      })),
    );
    await thinAll();
    const half = await kept(block);
    expect(half.length).toBeGreaterThan(DAYS);
    await thinAll();
    expect(await kept(block)).toEqual(Array.from({ length: DAYS }, (_, day) => `version ${day * EACH + EACH - 1}`));
  });

  it('are not deleted by anybody else before', async () => {
    const block = await history([
      { content: 'replaced', days: 80, hour: 8 },
      { content: 'the last', days: 80, hour: 9 },
    ]);
    await expect(database.sql`delete from block_versions where block_id = ${block}`).rejects.toMatchObject({
      code: 'SR409',
    });
    expect(await kept(block)).toEqual(['replaced', 'the last']);
  });
});
