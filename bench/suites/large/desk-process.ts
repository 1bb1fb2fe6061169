/** A desk, or PGlite alone, in a process of its own: `node desk-process.ts '{"what":"open",…}'` prints what was measured as JSON. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { type LocalEngine, openEngine } from '../../../electron/engine/open-engine.ts';
import { machinePlatform } from '../../../electron/engine/platform.ts';
import { round } from '../../measure.ts';

export interface DeskTask {
  what: 'open' | 'open-bare' | 'rest' | 'rest-bare';
  dataDir: string;
  templateDir: string;
  cloud: { url: string; publishableKey: string };
  organization: string;
}

export interface RestReport {
  rss_mb: number;
  wakeups: number;
  cpu_ms: number;
  calls: number;
}

const USER = 'user_ada';
/** Until what a start does by itself is over: entering, a pull, the index compared, a checkpoint. In milliseconds. */
const START_OVER_MS = 15_000;
const MINUTE_MS = 60_000;
let calls = 0;

const task: DeskTask = JSON.parse(process.argv[2] ?? '');
const report = { open, 'open-bare': openBare, rest, 'rest-bare': restBare }[task.what];
console.log(JSON.stringify(await report()));

async function open(): Promise<{ ms: number }> {
  const begun = performance.now();
  const engine = await openDesk(true);
  await Promise.all([engine.query('projects.list', {}), engine.query('episodes.unread', {})]);
  const ms = performance.now() - begun;
  await engine.close();
  return { ms };
}

async function openBare(): Promise<{ ms: number }> {
  const begun = performance.now();
  const pglite = await bare();
  await pglite.query('select 1');
  const ms = performance.now() - begun;
  await pglite.close();
  return { ms };
}

async function rest(): Promise<RestReport> {
  const engine = await openDesk(false);
  await engine.settle(MINUTE_MS * 5);
  await engine.searchCaughtUp();
  const measured = await measureRest();
  await engine.close();
  return measured;
}

async function restBare(): Promise<RestReport> {
  const pglite = await bare();
  await pglite.query('select 1');
  const measured = await measureRest();
  await pglite.close();
  return measured;
}

function openDesk(offline: boolean): Promise<LocalEngine> {
  const { dataDir, templateDir, cloud, organization } = task;
  return openEngine(
    {
      dataDir,
      templateDir,
      workspace: 'cloud',
      cloud,
      identity: {
        user: { id: USER, name: 'Ada' },
        organization: { id: organization, name: organization },
        role: 'OWNER',
      },
      tokens: { getToken: () => mintToken({ user: USER, organization, role: 'admin' }) },
      offline,
    },
    {
      platform: {
        ...machinePlatform,
        log: () => undefined,
        fetch: (input, init) => {
          calls += 1;
          return fetch(input, init);
        },
      },
    },
  );
}

function bare(): Promise<PGlite> {
  return PGlite.create({ fs: new NodeFS(join(task.dataDir, 'pgdata')) });
}

/** Wake-ups are the times that a thread of this process went to sleep of its own accord, as Linux counts them. */
async function measureRest(): Promise<RestReport> {
  await wait(START_OVER_MS);
  globalThis.gc?.();
  const rss = process.memoryUsage().rss;
  const [sleeps, cpu, called] = [await sleepsOfThreads(), process.cpuUsage(), calls];
  await wait(MINUTE_MS);
  const used = process.cpuUsage(cpu);
  return {
    rss_mb: Math.round(rss / 1e6),
    wakeups: (await sleepsOfThreads()) - sleeps,
    cpu_ms: round((used.user + used.system) / 1000),
    calls: calls - called,
  };
}

async function sleepsOfThreads(): Promise<number> {
  if (process.platform !== 'linux') return Number.NaN;
  const threads = await readdir('/proc/self/task');
  const counts = await Promise.all(
    threads.map(async (thread) => {
      const status = await readFile(`/proc/self/task/${thread}/status`, 'utf8').catch(() => '');
      return Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)?.[1] ?? 0);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
