import { elapsed, measureRounds } from '../../measure.ts';
import type { Figure } from '../../report.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { openDesk, syncDesk } from './bench-desk.ts';
import type { ChangeFeed } from './peer/change-feed.ts';
import { RxdbPeer } from './peer/rxdb-peer.ts';

const EDITS = 1_000;
const ROUNDS = 3;
/** Replications that the peer is given beyond its first. */
const MOST_REPEATS = 5;

/** A thousand texts edited without a network: from going online until the cloud has them all and the machine knows it. */
export async function offlineEdits(cloud: BenchCloud, feed: ChangeFeed, organization: string): Promise<Figure[]> {
  await using desk = await openDesk(cloud, { organization });
  await using peer = await RxdbPeer.open(cloud, feed);
  await syncDesk(desk.engine);
  await peer.replicate({ live: false }).awaitInitialReplication();
  await peer.goOffline();

  const ours = async (round: number): Promise<number> => {
    await desk.engine.command('sync.set-offline', { offline: true });
    const { rows } = await desk.engine.store.query<{ id: string; content: string }>(
      `select id, content from blocks order by id limit ${EDITS}`,
    );
    for (const { id, content } of rows) {
      await desk.engine.command('block.edit', { id, base_content: content, content: edited(content, round) });
    }
    const took = await elapsed(() => syncDesk(desk.engine));
    await expectAll(cloud, 'blocks', round);
    return took;
  };
  const theirs = async (round: number): Promise<number> => {
    const documents = await peer.collection.find({ sort: [{ id: 'asc' }], limit: EDITS }).exec();
    for (const document of documents) await document.patch({ content: edited(document.content, round) });
    const took = await elapsed(async () => {
      await peer.replicate({ live: false }).awaitInitialReplication();
      await peer.goOffline();
      // It was seen to call itself done with two of a thousand still here: what counts is when all are there.
      for (let again = 0; again < MOST_REPEATS && (await arrived(cloud, 'rxdb_blocks', round)) < EDITS; again += 1) {
        await peer.replicate({ live: false }).awaitInitialReplication();
        await peer.goOffline();
      }
    });
    await expectAll(cloud, 'rxdb_blocks', round);
    return took;
  };
  const [measured, timing] = await measureRounds(ROUNDS, [ours, theirs]);
  if (!(measured && timing)) throw new Error('nothing was measured');
  return [{ name: `push of ${EDITS} offline edits`, measured, bare: { name: 'RxDB in memory', timing }, goal: 0.333 }];
}

const MARK = ' Edited offline ';

function edited(content: string, round: number): string {
  return `${content.split(MARK)[0]}${MARK}${round}`;
}

async function arrived({ sql }: BenchCloud, table: string, round: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from ${sql(table)} where content like ${`%${MARK}${round}`}`;
  return row?.count ?? 0;
}

async function expectAll(cloud: BenchCloud, table: string, round: number): Promise<void> {
  const count = await arrived(cloud, table, round);
  if (count !== EDITS) throw new Error(`of ${EDITS} edits of ${table} ${count} reached the cloud`);
}
