/**
 * `node bench/load/simulate-clients.ts --database-url URL [--seconds 20]`: what desks cost a cloud's database. Calls of many clients on
 * a real Postgres with the large organisation in it (`npm run seed:large`), as PostgREST makes them: a role, claims, one function.
 * Prints JSON; docs/scale.md reckons with it.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import postgres, { type Sql } from 'postgres';
import { summarize } from '../measure.ts';

const { values } = parseArgs({
  options: {
    'database-url': { type: 'string' },
    seconds: { type: 'string', default: '20' },
    organization: { type: 'string', default: 'org_large' },
  },
});
const url = values['database-url'];
if (url === undefined) throw new Error('--database-url is missing');
/** Connections, as a pooler in front of a small Supabase project holds them. */
const CONNECTIONS = 8;
const sql = postgres(url, { max: CONNECTIONS, onnotice: () => {} });

async function call<T>(user: string, work: (t: postgres.TransactionSql) => Promise<T>): Promise<T> {
  const claims = JSON.stringify({ role: 'authenticated', sub: user, o: { id: values.organization, rol: 'admin' } });
  const { result } = await sql.begin(async (t) => {
    await t`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true)`;
    return { result: await work(t) };
  });
  return result;
}

interface Pulled {
  cursor: postgres.JSONValue;
  more: boolean;
  changes: unknown[];
}

async function pull(user: string, cursor: postgres.JSONValue | null, limit = 1000): Promise<Pulled> {
  return call(user, async (t) => {
    const [row] = await t<
      { answer: Pulled }[]
    >`select sync_pull(${cursor === null ? null : t.json(cursor)}, ${limit}) as answer`;
    if (row === undefined) throw new Error('no answer');
    return row.answer;
  });
}

/** The cursor of a desk that has everything, without the way there. */
async function currentCursor(user: string): Promise<postgres.JSONValue> {
  return call(user, async (t) => {
    const [row] = await t<{ cursor: postgres.JSONValue }[]>`
      select jsonb_build_object('v', 1, 'epoch', sync_epoch(), 'from', pg_current_snapshot()) as cursor`;
    return row?.cursor ?? null;
  });
}

/** Milliseconds of processor that this program's backends have used; null where they are not on this machine (or it is no Linux). */
async function processorMs(): Promise<number | null> {
  const backends = await sql<
    { pid: number }[]
  >`select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`;
  let ticks = 0;
  for (const { pid } of backends) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    if (stat === null) return null;
    // utime and stime are the 14th and 15th; the name before them may hold spaces, but no bracket behind its own.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * 10; // a tick is 10 ms on every Linux of ours
}

/** Calls as fast as `CONNECTIONS` at once can; answers calls a second and how long one took. */
async function drive(name: string, seconds: number, one: (client: number) => Promise<unknown>): Promise<object> {
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  const begun = performance.now();
  const before = await processorMs();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, client) => {
      while (performance.now() < until) {
        const start = performance.now();
        await one(client);
        times.push(performance.now() - start);
      }
    }),
  );
  const took = (performance.now() - begun) / 1000;
  const after = await processorMs();
  const processor = before === null || after === null ? null : Number(((after - before) / times.length).toFixed(2));
  return { name, calls_a_second: Math.round(times.length / took), processor_ms_a_call: processor, ...summarize(times) };
}

async function tableSizes(on: Sql): Promise<object[]> {
  return on`select relname as table, n_live_tup::int as rows, pg_table_size(relid) as table_bytes, pg_indexes_size(relid) as index_bytes
    from pg_stat_user_tables where schemaname = 'public' and n_live_tup > 100 order by pg_total_relation_size(relid) desc`;
}

const seconds = Number(values.seconds);
const cursor = await currentCursor('user_ada');
const idle = await drive('a pull that finds nothing', seconds, () => pull('user_ada', cursor));
const [note] = await sql<
  { id: string }[]
>`select id from planning_notes where organization_id = ${values.organization} order by id limit 1`;
await sql`update planning_notes set content = 'Changed at ' || clock_timestamp() where id = ${note?.id ?? null}`;
const delta = await drive('a pull of one changed row', seconds, () => pull('user_ada', cursor));
const firstPage = await drive('the first page of a first sync', seconds, () => pull('user_ada', null));
const sizes = await tableSizes(sql);
console.log(JSON.stringify({ connections: CONNECTIONS, calls: [idle, delta, firstPage], sizes }, null, 2));
await sql.end();
