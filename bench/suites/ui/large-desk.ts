import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { Prose } from '../../../cloud/seed/large/prose.ts';
import { LARGE_ORGANIZATION, seedLarge } from '../../../cloud/seed/large/seed-large.ts';
import { scaled } from '../../../cloud/seed/large/size.ts';
import { seededRandom } from '../../../cloud/worker/seeded-random.ts';
import { BenchCloud } from '../sync/bench-cloud.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DAY_SECONDS = 86_400;
const LONG_TEXT = 100_000;
/** Well formed, and never asked: the desk has a token of its own. */
const CLERK_KEY = `pk_test_${btoa('brave-otter-1.clerk.accounts.dev$')}`;

export interface LargeDesk extends AsyncDisposable {
  /** What a person opens. */
  url: string;
  /** Projects with their newest episodes, as the first pages of their lists show them. */
  projects: { id: string; title: string; episodes: string[] }[];
  /** An episode whose one text has 100 kB. */
  longEpisode: string;
}

/**
 * The desk of the large organisation (or of a part of it), started as a person starts it, with its cloud and its Postgres in
 * processes of their own. Its first sync has not run yet.
 */
export async function startLargeDesk(part: number): Promise<LargeDesk> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'bench-ui-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const cloud = await BenchCloud.start();
  stack.defer(() => cloud.close());
  await seedLarge(cloud.databaseUrl, { size: scaled(part) });
  const { projects, longEpisode } = await chooseThings(cloud);
  const token = await mintToken({
    user: 'user_ada',
    organization: LARGE_ORGANIZATION,
    role: 'admin',
    expiresSeconds: DAY_SECONDS,
  });
  const desk = spawn(process.execPath, ['scripts/start.ts', '--browser', '--no-open', '--data', join(folder, 'desk')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      SUPABASE_URL: cloud.url,
      SUPABASE_PUBLISHABLE_KEY: cloud.publishableKey,
      CLERK_PUBLISHABLE_KEY: CLERK_KEY,
      SHOWRUNNER_TOKEN: token,
    },
  });
  const ended = once(desk, 'exit');
  stack.defer(async () => {
    desk.kill('SIGTERM');
    await ended;
  });
  const kept = stack.move();
  for await (const line of createInterface({ input: desk.stdout })) {
    const [, url] = /^Showrunner: (http:\S+)$/.exec(line) ?? [];
    if (url === undefined) continue;
    return { url, projects, longEpisode, [Symbol.asyncDispose]: () => kept.disposeAsync() };
  }
  await kept.disposeAsync();
  throw new Error('the desk ended before it was ready');
}

/** Things to open that look alike in each run, one of them made long. */
async function chooseThings({ sql }: BenchCloud): Promise<Pick<LargeDesk, 'projects' | 'longEpisode'>> {
  const projects = await sql<{ id: string; title: string; episodes: string[] }[]>`
    select p.id, p.title, (array_agg(e.id order by e.sequence_number desc))[:5] as episodes
    from projects p join episodes e on e.project_id = p.id
    where p.status = 'ACTIVE' group by p.id order by p.title limit 10`;
  const [longEpisode = ''] = projects[0]?.episodes ?? [];
  const text = new Prose(seededRandom('long text')).markdown(LONG_TEXT);
  await sql`update blocks set content = ${text} where episode_id = ${longEpisode}`;
  return { projects, longEpisode };
}
