import { setTimeout as wait } from 'node:timers/promises';
import type { LocalEngine } from '../../../electron/engine/open-engine.ts';
import { elapsed, measureRounds } from '../../measure.ts';
import type { Figure } from '../../report.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { openDesk, syncDesk } from './bench-desk.ts';
import type { ChangeFeed } from './peer/change-feed.ts';
import { RxdbPeer } from './peer/rxdb-peer.ts';

const ROUNDS = 40;
/** supabase/realtime, lib/extensions/postgres_cdc_rls/db_settings.ex: "poll_interval_ms" => 100. */
const HOSTED_POLL_MS = 100;

/** From an edit on one machine until another one can show it, both online and otherwise idle. */
export async function editSeen(cloud: BenchCloud, feed: ChangeFeed, organization: string): Promise<Figure[]> {
  await using ada = await openDesk(cloud, { organization, user: 'user_ada', realtime: true, offline: false });
  await using ben = await openDesk(cloud, { organization, user: 'user_ben', realtime: true, offline: false });
  for (const { engine } of [ada, ben]) {
    await live(engine);
    // What a first sync leaves to do in the background is not what is timed.
    await engine.searchCaughtUp();
  }
  await cloud.sql`alter table rxdb_blocks enable trigger tell_change`;
  await using anna = await RxdbPeer.open(cloud, feed);
  await using bert = await RxdbPeer.open(cloud, feed);
  for (const peer of [anna, bert]) await peer.replicate({ live: true }).awaitInSync();

  const ours = async (round: number) => {
    const { rows } = await ada.engine.store.query<{ id: string; content: string }>(
      'select id, content from blocks order by id limit 1',
    );
    const [block] = rows;
    if (block === undefined) throw new Error('there is no block');
    const content = `Seen ${round} by ben`;
    const seen = contentIs(ben.engine, block.id, content);
    return elapsed(async () => {
      await ada.engine.command('block.edit', { id: block.id, base_content: block.content, content });
      await seen;
    });
  };
  const theirs = async (round: number, intervalMs: number) => {
    feed.intervalMs = intervalMs;
    // At any place between two polls: setting the interval has begun a new one.
    await wait(Math.random() * intervalMs);
    const [mine, other] = await Promise.all(
      [anna, bert].map((peer) => peer.collection.findOne({ sort: [{ id: 'asc' }] }).exec(true)),
    );
    if (!(mine && other)) throw new Error('there is no document');
    const content = `Seen ${round} by bert at every ${intervalMs} ms`;
    const { promise: seen, resolve } = Promise.withResolvers<void>();
    const subscription = other.get$('content').subscribe((now: string) => {
      if (now === content) resolve();
    });
    const took = await elapsed(async () => {
      await mine.incrementalPatch({ content });
      await seen;
    });
    subscription.unsubscribe();
    return took;
  };
  const [measured, hosted, instant] = await measureRounds(ROUNDS, [
    ours,
    (round) => theirs(round, HOSTED_POLL_MS),
    (round) => theirs(round, 0),
  ]);
  feed.intervalMs = 0;
  await cloud.sql`alter table rxdb_blocks disable trigger tell_change`;
  if (!(measured && hosted && instant)) throw new Error('nothing was measured');
  const name = 'edit seen by the other machine';
  return [
    {
      name,
      measured,
      bare: { name: `RxDB, log polled every ${HOSTED_POLL_MS} ms as hosted`, timing: hosted },
      goal: 0.333,
    },
    {
      name: `${name}, best`,
      measured,
      bare: { name: 'RxDB, changes delivered at once', timing: instant },
      goal: 0.333,
    },
  ];
}

async function live(engine: LocalEngine): Promise<void> {
  await syncDesk(engine);
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = ({ connection }: ReturnType<LocalEngine['status']>) => {
    if (connection.state === 'online' && connection.realtime === 'live') resolve();
  };
  const stop = engine.onStatus(look);
  look(engine.status());
  await promise.finally(stop);
}

/** Resolves once a read of the block answers that content, tried after each change as a live query would. */
async function contentIs(engine: LocalEngine, id: string, content: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = async () => {
    const { rows } = await engine.store.query<{ content: string }>('select content from blocks where id = $1', [id]);
    if (rows[0]?.content === content) resolve();
  };
  const stop = engine.store.onChange((changes) => {
    if (changes.some((change) => change.table === 'blocks')) look().catch(reject);
  });
  await promise.finally(stop);
}
