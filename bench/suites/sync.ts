import type { SuiteResult } from '../report.ts';
import { benchMerge } from './merge.ts';
import { BenchCloud } from './sync/bench-cloud.ts';
import { deltaPull } from './sync/delta-pull.ts';
import { editAcknowledged } from './sync/edit-acknowledged.ts';
import { editSeen } from './sync/edit-seen.ts';
import { firstSync } from './sync/first-sync.ts';
import { missedRows } from './sync/missed-rows.ts';
import { offlineEdits } from './sync/offline-edits.ts';
import { ChangeFeed } from './sync/peer/change-feed.ts';
import { createPeerTable, insertPeerRows } from './sync/peer/peer-rows.ts';
import { insertEpisodes } from './sync/sample-world.ts';

const ORGANIZATION = 'org_bench';
const ROWS = 10_000;

/** The way of an edit from a person's hands to another machine: real engines, the embedded cloud, a real Postgres. */
export async function benchSync(): Promise<SuiteResult> {
  const cloud = await BenchCloud.start();
  try {
    await createPeerTable(cloud.sql);
    const feed = await ChangeFeed.open(cloud.sql);
    await insertEpisodes(cloud.sql, ORGANIZATION, ROWS);
    await insertPeerRows(cloud.sql, ORGANIZATION);
    const figures = [
      ...(await editAcknowledged(cloud)),
      ...(await firstSync(cloud, feed, ORGANIZATION)),
      ...(await offlineEdits(cloud, feed, ORGANIZATION)),
      ...(await editSeen(cloud, feed, ORGANIZATION)),
      ...(await deltaPull(cloud)),
    ];
    const counts = await missedRows(cloud, feed);
    await feed.close();
    const { figures: merges } = await benchMerge();
    return {
      suite: 'sync',
      figures: [...figures, ...merges.map((f) => ({ ...f, name: `merge of ${f.name}` }))],
      counts,
    };
  } finally {
    await cloud.close();
  }
}
