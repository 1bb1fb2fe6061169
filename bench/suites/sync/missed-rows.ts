import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ISql } from 'postgres';
import type { Count } from '../../report.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { openDesk, syncDesk } from './bench-desk.ts';
import type { ChangeFeed } from './peer/change-feed.ts';
import { RxdbPeer } from './peer/rxdb-peer.ts';
import { insertProject } from './sample-world.ts';

const ORGANIZATION = 'org_writers';
const DURATION_MS = 15_000;
const PEOPLE = 3;
/** A person saves this often at most; between, in milliseconds. */
const SAVE_PAUSE_MS = { least: 50, most: 400 };
/** A job (n8n, an import) writes so many rows in one transaction, which takes this long; then rests. */
const JOB = { rows: 300, transactionMs: 160, restMs: 500 };

/**
 * The same writers write both tables in the same transactions, and each reader pulls after every commit: the desk when its
 * channel rings, the peer when told to. What does a reader not have once all is quiet and it has pulled again?
 */
export async function missedRows(cloud: BenchCloud, feed: ChangeFeed): Promise<Count[]> {
  const { sql } = cloud;
  const project = await insertProject(sql, ORGANIZATION);
  await sql`delete from rxdb_blocks`;
  await using desk = await openDesk(cloud, { organization: ORGANIZATION, realtime: true, offline: false });
  await using peer = await RxdbPeer.open(cloud, feed);
  await syncDesk(desk.engine);
  // Live, but the feed is off: what is tried is its cursor, on which it depends whenever the socket was away.
  const replication = peer.replicate({ live: true });
  await replication.awaitInSync();

  const ended = new AbortController();
  const write = async (rows: number, transactionMs: number) => {
    await sql.begin(async (transaction) => {
      await insertBoth(transaction, project, rows);
      await wait(transactionMs);
    });
    replication.reSync();
  };
  const writers = [...Array.from({ length: PEOPLE }, () => person(write, ended.signal)), job(write, ended.signal)];
  await wait(DURATION_MS);
  ended.abort();
  await Promise.all(writers);
  await syncDesk(desk.engine);
  replication.reSync();
  await replication.awaitInSync();

  const [written] = await sql<{ count: number }[]>`select count(*)::int as count from rxdb_blocks`;
  const { rows } = await desk.engine.store.query<{ id: string }>('select id from planning_notes');
  const ours = await missing(
    cloud,
    rows.map(({ id }) => id),
  );
  const theirs = await missing(
    cloud,
    (await peer.collection.find().exec()).map(({ id }) => id),
  );
  return [
    { name: 'rows written while pulling', measured: written?.count ?? 0 },
    { name: 'rows never received', measured: ours, peer: { name: "RxDB's cursor (_modified, id)", count: theirs } },
  ];
}

type Write = (rows: number, transactionMs: number) => Promise<void>;

async function person(write: Write, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await write(1, 0);
    await wait(SAVE_PAUSE_MS.least + Math.random() * (SAVE_PAUSE_MS.most - SAVE_PAUSE_MS.least));
  }
}

async function job(write: Write, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await write(JOB.rows, JOB.transactionMs);
    await wait(JOB.restMs);
  }
}

async function insertBoth(sql: ISql, project: string, rows: number): Promise<void> {
  const ids = Array.from({ length: rows }, () => randomUUID());
  await sql`insert into planning_notes (id, organization_id, project_id, author_id, content)
    select id::uuid, ${ORGANIZATION}, ${project}, 'n8n', 'Written by SQL' from unnest(${ids}::text[]) id`;
  await sql`insert into rxdb_blocks (id, organization_id, episode_id, content)
    select id, ${ORGANIZATION}, ${project}, 'Written by SQL' from unnest(${ids}::text[]) id`;
}

/** How many of the rows that the cloud has are not among these. */
async function missing({ sql }: BenchCloud, ids: string[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from rxdb_blocks where id <> all (${ids}::text[])`;
  if (row === undefined) throw new Error('nothing was counted');
  return row.count;
}
