import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { elapsed, summarize } from '../../measure.ts';
import type { Figure } from '../../report.ts';
import type { BenchCloud } from '../sync/bench-cloud.ts';
import { benchTemplate } from '../sync/bench-desk.ts';
import type { SizedDesk } from './two-desks.ts';

/** What a desk keeps and is more than a few rows. */
const TABLES = ['projects', 'episodes', 'blocks', 'planning_notes', 'episode_schedule_queue', 'token_usage_daily'];
/** Rows of a statement. */
const BATCH = 1_000;
/** Half the bare insert's rows a second. */
const FIRST_SYNC_GOAL = 2;

/** Everything onto a new machine, beside the same rows inserted into PGlite: no network, no triggers, nothing waits for the disk. */
export async function firstSync(cloud: BenchCloud, desk: SizedDesk): Promise<Figure> {
  const directory = await mkdtemp(join(tmpdir(), 'showrunner-bench-'));
  const dataDir = join(directory, 'pgdata');
  await cp(join(await benchTemplate(), 'pgdata'), dataDir, { recursive: true });
  const bare = await PGlite.create({ fs: new NodeFS(dataDir) });
  let took = 0;
  let rows = 0;
  try {
    await bare.exec("set session_replication_role = 'replica'");
    for (const table of TABLES) {
      const columns = await columnsOf(bare, table);
      const list = columns.join(', ');
      const known = cloud.sql`select ${cloud.sql(columns)} from ${cloud.sql(table)} where organization_id = ${desk.organization}`;
      for await (const batch of known.cursor(BATCH)) {
        const text = JSON.stringify(batch);
        rows += batch.length;
        took += await elapsed(() =>
          bare.query(`insert into ${table} (${list}) select ${list} from json_populate_recordset(null::${table}, $1)`, [
            text,
          ]),
        );
      }
    }
  } finally {
    await bare.close();
    await rm(directory, { recursive: true, force: true });
  }
  return {
    name: `first sync of ${rows} rows`,
    measured: summarize([desk.firstSyncMs]),
    bare: { name: 'the same rows inserted into PGlite', timing: summarize([took]) },
    goal: FIRST_SYNC_GOAL,
  };
}

/** Of the desk's table: it has fewer than the cloud's. */
async function columnsOf(bare: PGlite, table: string): Promise<string[]> {
  const { rows } = await bare.query<{ name: string }>(
    "select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''",
    [table],
  );
  return rows.map(({ name }) => name);
}
