import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { measureRounds } from '../../measure.ts';
import type { Count, Figure } from '../../report.ts';
import type { BenchCloud } from '../sync/bench-cloud.ts';
import { benchTemplate } from '../sync/bench-desk.ts';
import type { DeskTask, RestReport } from './desk-process.ts';
import type { SizedDesk } from './two-desks.ts';

const OPENINGS = 3;
const PROCESS = join(import.meta.dirname, 'desk-process.ts');
const run = promisify(execFile);

/** A start of the machine's first process on the large store: until the first page's rows are there. */
export async function coldStart(cloud: BenchCloud, large: SizedDesk, small: SizedDesk): Promise<Figure[]> {
  const task = await taskOf(cloud, large);
  const ofSmall = await taskOf(cloud, small);
  const opened = (what: 'open' | 'open-bare', of: typeof task) => async () =>
    (await inProcess<{ ms: number }>({ ...of, what })).ms;
  const [measured, bare, little] = await measureRounds(OPENINGS, [
    opened('open', task),
    opened('open-bare', task),
    opened('open', ofSmall),
  ]);
  if (!(measured && bare && little)) throw new Error('nothing was measured');
  return [
    {
      name: 'cold start until the first page has its rows',
      measured,
      bare: { name: 'PGlite opened on the same store', timing: bare },
    },
    { name: 'cold start, by size', measured, bare: { name: 'in the small one', timing: little }, goal: 1.5 },
  ];
}

/** A desk that is open and online and nobody touches, for a minute. */
export async function atRest(cloud: BenchCloud, large: SizedDesk): Promise<Count[]> {
  const task = await taskOf(cloud, large);
  // Beside each other, since nothing is what both do: the bare one on a copy.
  const copy = await mkdtemp(join(tmpdir(), 'showrunner-bench-copy-'));
  await cp(join(large.dataDir, 'pgdata'), join(copy, 'pgdata'), { recursive: true });
  const [desk, bare] = await Promise.all([
    inProcess<RestReport>({ ...task, what: 'rest' }),
    inProcess<RestReport>({ ...task, what: 'rest-bare', dataDir: copy }),
  ]).finally(() => rm(copy, { recursive: true, force: true }));
  const name = 'PGlite alone on a copy';
  return [
    { name: 'memory at rest, MB', measured: desk.rss_mb, peer: { name, count: bare.rss_mb } },
    { name: 'wake-ups a minute at rest', measured: desk.wakeups, peer: { name, count: bare.wakeups } },
    { name: 'processor at rest, ms a minute', measured: desk.cpu_ms, peer: { name, count: bare.cpu_ms } },
    { name: 'calls of the cloud a minute at rest', measured: desk.calls },
  ];
}

export async function sizeOnDisk(cloud: BenchCloud, desk: SizedDesk): Promise<Count[]> {
  const [sum] = await cloud.sql<{ mb: number }[]>`
    select (sum(octet_length(content)) / 1e6)::float8 as mb from blocks where organization_id = ${desk.organization}`;
  const peer = { name: 'the texts alone', count: Math.round(sum?.mb ?? 0) };
  return [
    { name: 'store on the disk, MB', measured: await megabytes(join(desk.dataDir, 'pgdata')), peer },
    { name: 'search index on the disk, MB', measured: await megabytes(join(desk.dataDir, 'search')), peer },
  ];
}

async function megabytes(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  );
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1e6);
}

async function taskOf(cloud: BenchCloud, desk: SizedDesk): Promise<Omit<DeskTask, 'what'>> {
  return {
    dataDir: desk.dataDir,
    templateDir: await benchTemplate(),
    cloud: { url: cloud.url, publishableKey: cloud.publishableKey },
    organization: desk.organization,
  };
}

async function inProcess<Report>(task: DeskTask): Promise<Report> {
  const { stdout } = await run(process.execPath, ['--expose-gc', PROCESS, JSON.stringify(task)]);
  return JSON.parse(stdout);
}
