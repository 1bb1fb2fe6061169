/** One producer of the day: a real engine on a real folder, and hands that do what a person does, sixty times as often. */
import { setTimeout as wait } from 'node:timers/promises';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { type LocalEngine, openEngine } from '../../../electron/engine/open-engine.ts';
import { machinePlatform } from '../../../electron/engine/platform.ts';
import type { Memory, ProducerNews, ProducerTask } from './day-task.ts';
import { findDrift } from './find-drift.ts';
import { Hands } from './hands.ts';

/** A person at work does something about every 20 s: a third of a second here, more or less. In milliseconds. */
const ACT_MS = 333;
const QUARTERS = 4;
const SETTLE_MS = 180_000;

const task: ProducerTask = JSON.parse(process.argv[2] ?? '');
const log: string[] = [];
const tell = (news: ProducerNews): void => void process.send?.(news);

const engine = await openEngine(
  {
    dataDir: task.dataDir,
    templateDir: task.templateDir,
    workspace: 'cloud',
    cloud: task.cloud,
    identity: {
      user: { id: task.user, name: task.user },
      organization: { id: task.organization, name: task.organization },
      role: 'OWNER',
    },
    tokens: { getToken: () => mintToken({ user: task.user, organization: task.organization, role: 'admin' }) },
  },
  { platform: { ...machinePlatform, log: (line) => void log.push(line) } },
);
await engine.settle(SETTLE_MS);
const hands = new Hands(engine);
tell({ news: 'memory', memory: memory(), acts: 0 });
const begun = Date.now();
for (let quarter = 1; quarter <= QUARTERS; quarter += 1) {
  const end = begun + ((task.until - begun) * quarter) / QUARTERS;
  while (Date.now() < end) {
    await hands.act();
    await wait(ACT_MS * (0.5 + Math.random()));
  }
  if (quarter === QUARTERS) await sendAll();
  tell({ news: 'memory', memory: memory(), acts: hands.acts });
}
process.once('message', () => void goHome(engine));

/** Also from a train that has not arrived. */
async function sendAll(): Promise<void> {
  await engine.command('sync.set-offline', { offline: false });
  await engine.settle(SETTLE_MS);
}

/** The other producer and the workers have stopped too: now both must have the same. */
async function goHome(desk: LocalEngine): Promise<void> {
  let status = await desk.settle(SETTLE_MS);
  let { drift, rows } = await findDrift(desk, task);
  if (drift.length > 0) {
    // The cloud's own clock may have written between the pull and the look.
    status = await desk.settle(SETTLE_MS);
    ({ drift, rows } = await findDrift(desk, task));
  }
  tell({
    news: 'end',
    acts: hands.acts,
    refused: hands.refused,
    log,
    drift,
    waiting: status.pending_count + status.attention_count,
    rows,
  });
  await desk.close();
  process.disconnect();
}

function memory(): Memory {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss_mb: Math.round(rss / 1e6), heap_mb: Math.round(heapUsed / 1e6) };
}
