import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { createWorkerCalls } from '../../../cloud/worker/worker-calls.ts';
import { serveBrowserHost } from '../../../electron/browser/serve.ts';
import type { EnginePort } from '../../../electron/engine/contract.ts';
import type { LocalEngine } from '../../../electron/engine/open-engine.ts';
import { TestPage } from '../../../electron/engine/testing/port-pair.ts';
import { buildStale } from '../../../scripts/build/build.ts';
import { PROTOCOL_VERSION, type Push } from '../../../shared/ipc/contract.ts';
import { elapsed, measureRounds } from '../../measure.ts';
import type { Figure } from '../../report.ts';
import { BenchCloud } from '../sync/bench-cloud.ts';
import { openDesk, syncDesk } from '../sync/bench-desk.ts';
import { openScreen } from './open-screen.ts';

const ROUNDS = 200;
const ORGANIZATION = 'org_bench_generation';
const SETTLE_LIMIT_MS = 60_000;
const ROOT = join(import.meta.dirname, '../../..');
/** Twice a round trip: the report has to get to the cloud, and from there to the screen. */
const GOAL = 2;

/**
 * From the moment a worker sends its report until an open app shows it. Beside it two round trips over the same REST, in turns: the
 * report's own, until the worker has its answer (what the goal is about: the same request, there and back), and the smallest read.
 */
export async function reportToScreen(): Promise<Figure[]> {
  await buildStale(ROOT, { for: 'browser', onRun: (name) => console.log(`Building: ${name} …`) });
  const cloud = await BenchCloud.start();
  try {
    await using desk = await openDesk(cloud, { organization: ORGANIZATION, user: 'user_bench', realtime: true });
    const { engine } = desk;
    await syncDesk(engine);
    await whenLive(engine);
    const { id: project } = await engine.command('project.create', { title: 'Bench' });
    const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Bench' });
    await engine.command('generation.request', { episode_id: episode });
    await engine.settle(SETTLE_LIMIT_MS);

    const report = await claimAndReport(cloud);
    const reader = createClient(cloud.url, cloud.publishableKey, {
      accessToken: async () => cloud.tokens('user_bench', ORGANIZATION).getToken(),
    });
    const read = async () => {
      const { error } = await reader.from('projects').select('id').limit(1);
      if (error !== null) throw error;
    };
    // What a report sets off beside (a pull) must not run into what is timed next.
    const quiet = () => engine.settle(SETTLE_LIMIT_MS);

    const page = new TestPage();
    engine.connect(page.port);
    page.sendRaw({
      v: PROTOCOL_VERSION,
      id: 1,
      kind: 'subscribe',
      subscription: 1,
      name: 'jobs.of_episode',
      params: { episode_id: episode },
    });
    const [restA, answered, live] = await measureRounds(ROUNDS, [
      () => elapsed(read),
      async (round) => {
        const took = await elapsed(() => report(`Answered ${round}`));
        await quiet();
        return took;
      },
      async (round) => {
        page.received.length = 0;
        const message = `Seen ${round}`;
        const seen = page.next((one): one is Push & { push: 'rows' } => shows(one, message));
        const start = performance.now();
        const sent = report(message);
        await seen;
        const took = performance.now() - start;
        await sent;
        await quiet();
        return took;
      },
    ]);
    page.close();

    const host = await serveBrowserHost({
      pageDir: `${ROOT}/dist/renderer`,
      key: 'bench',
      connect: (page) => engine.connect(page as EnginePort),
    });
    const screen = await openScreen(host.url, `/episodes/${episode}`);
    const [restB, answeredB, shown] = await measureRounds(ROUNDS, [
      () => elapsed(read),
      async (round) => {
        const took = await elapsed(() => report(`Answered again ${round}`));
        await quiet();
        return took;
      },
      async (round) => {
        const message = `Shown ${round}.`;
        const shownAt = screen.shows(message);
        await screen.ready();
        const start = Date.now();
        const sent = report(message);
        const took = (await shownAt) - start;
        await sent;
        await quiet();
        return took;
      },
    ]).finally(async () => {
      await screen.close();
      await host.close();
    });
    if (!(restA && answered && live && restB && answeredB && shown)) throw new Error('every contestant has a timing');
    const own = 'its own REST round trip';
    const small = 'REST read of one row';
    return [
      { name: 'report to the live query', measured: live, bare: { name: own, timing: answered }, goal: GOAL },
      { name: 'report to the live query, beside a read', measured: live, bare: { name: small, timing: restA } },
      { name: 'report to the page in Chromium', measured: shown, bare: { name: own, timing: answeredB }, goal: GOAL },
      { name: 'report to the page, beside a read', measured: shown, bare: { name: small, timing: restB } },
      { name: 'report answered to the worker', measured: answered, bare: { name: small, timing: restA } },
    ];
  } finally {
    await cloud.close();
  }
}

function shows(message: object, text: string): boolean {
  return 'push' in message && message.push === 'rows' && JSON.stringify(message).includes(`"${text}"`);
}

function whenLive(engine: LocalEngine): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => {
    const { connection } = engine.status();
    if (connection.state === 'online' && connection.realtime === 'live') resolve();
  };
  const stop = engine.onStatus(look);
  look();
  return promise.finally(stop);
}

/** Claims the one job and answers how to report its progress. */
async function claimAndReport(cloud: BenchCloud): Promise<(message: string) => Promise<void>> {
  const calls = createWorkerCalls({
    url: cloud.url,
    publishableKey: cloud.publishableKey,
    token: () => mintToken({ user: 'bench-worker', worker: true }),
    name: 'bench',
    signal: AbortSignal.timeout(SETTLE_LIMIT_MS * 30),
  });
  const [job] = await calls.claim(1);
  if (job === undefined) throw new Error('the job that was asked for is not there');
  let seq = 0;
  return async (message) => {
    seq += 1;
    const percent = Math.min(99, Math.floor(seq / 10));
    const answer = await calls.report(job, { stage: 'writing', percent, message, etaSeconds: 60, partial: {}, seq });
    if (!answer.continue) throw new Error(`the job is over: ${answer.reason}`);
  };
}
