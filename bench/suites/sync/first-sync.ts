import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { elapsed, measureRounds } from '../../measure.ts';
import type { Figure } from '../../report.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { benchTemplate, openDesk, syncDesk } from './bench-desk.ts';
import type { ChangeFeed } from './peer/change-feed.ts';
import { RxdbPeer } from './peer/rxdb-peer.ts';

const ROUNDS = 5;
/** Rows of a statement of the bare insert; 5,000 are no faster. */
const BATCH = 1_000;

/** Everything an organisation has, onto a new machine. */
export async function firstSync(cloud: BenchCloud, feed: ChangeFeed, organization: string): Promise<Figure[]> {
  const tables = await rowsOfTables(cloud, organization);
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  const recorder = new Worker(new URL('./recorded-cloud.ts', import.meta.url), { workerData: { url: cloud.url } });
  const [recordedUrl] = await once(recorder, 'message');
  // What nobody asked before is recorded now, and not in a round.
  await syncOnce(cloud, recordedUrl, organization, tables);
  const [ours, recorded, bare, peer] = await measureRounds(ROUNDS, [
    () => syncOnce(cloud, cloud.url, organization, tables),
    () => syncOnce(cloud, recordedUrl, organization, tables),
    () => insertBare(tables),
    () => syncPeer(cloud, feed, rows),
  ]).finally(() => recorder.terminate());
  if (!(ours && recorded && bare && peer)) throw new Error('nothing was measured');
  const name = `first sync of ${rows} rows`;
  const inserted = { name: 'the same rows inserted into PGlite', timing: bare };
  return [
    { name, measured: ours, bare: inserted, goal: 2 },
    // With the cloud on another machine: its own work, which takes as long as ours, is not done by these processors.
    { name: `${name}, the cloud's answers recorded`, measured: recorded, bare: inserted, goal: 2 },
    { name: `${name}, peer`, measured: ours, bare: { name: 'RxDB in memory', timing: peer }, goal: 0.333 },
  ];
}

interface TableRows {
  table: string;
  rows: object[];
}

async function rowsOfTables({ sql }: BenchCloud, organization: string): Promise<TableRows[]> {
  const tables = ['episodes', 'blocks'];
  return Promise.all(
    tables.map(async (table) => {
      const rows = await sql<{ row: object }[]>`
        select to_jsonb(t) as row from ${sql(table)} t where organization_id = ${organization}`;
      return { table, rows: rows.map(({ row }) => row) };
    }),
  );
}

async function syncOnce(cloud: BenchCloud, url: string, organization: string, tables: TableRows[]): Promise<number> {
  await using desk = await openDesk(cloud, { organization, url });
  const took = await elapsed(() => syncDesk(desk.engine));
  for (const { table, rows } of tables) {
    const answer = await desk.engine.store.query<{ count: number }>(`select count(*)::int as count from ${table}`);
    const count = answer.rows[0]?.count;
    if (count !== rows.length) throw new Error(`of ${rows.length} ${table} ${count} arrived`);
  }
  return took;
}

/** Into the same tables with all their indexes, in batches; without triggers, and nothing waits for the disk. */
async function insertBare(tables: TableRows[]): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'showrunner-bench-'));
  const dataDir = join(directory, 'pgdata');
  await cp(join(await benchTemplate(), 'pgdata'), dataDir, { recursive: true });
  const bare = await PGlite.create({ fs: new NodeFS(dataDir) });
  try {
    await bare.exec("set session_replication_role = 'replica'");
    return await elapsed(async () => {
      for (const { table, rows } of tables) {
        const columns = Object.keys(rows[0] ?? {}).join(', ');
        for (let start = 0; start < rows.length; start += BATCH) {
          await bare.query(
            `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
            [JSON.stringify(rows.slice(start, start + BATCH))],
          );
        }
      }
    });
  } finally {
    await bare.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function syncPeer(cloud: BenchCloud, feed: ChangeFeed, rows: number): Promise<number> {
  await using peer = await RxdbPeer.open(cloud, feed);
  const took = await elapsed(() => peer.replicate({ live: false }).awaitInitialReplication());
  const count = await peer.collection.count().exec();
  if (count !== rows) throw new Error(`of ${rows} rows ${count} arrived at the peer`);
  return took;
}
