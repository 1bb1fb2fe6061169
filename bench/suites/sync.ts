import type { SuiteResult } from '../report.ts';
import { benchMerge } from './merge.ts';
import { BenchCloud } from './sync/bench-cloud.ts';
import { deltaPull } from './sync/delta-pull.ts';
import { editAcknowledged } from './sync/edit-acknowledged.ts';
import { firstSync } from './sync/first-sync.ts';

/** The way of an edit from a person's hands to another machine: real engines, the embedded cloud, a real Postgres. */
export async function benchSync(): Promise<SuiteResult> {
  const cloud = await BenchCloud.start();
  try {
    const figures = [...(await editAcknowledged(cloud)), ...(await firstSync(cloud)), ...(await deltaPull(cloud))];
    const { figures: merges } = await benchMerge();
    return { suite: 'sync', figures: [...figures, ...merges.map((f) => ({ ...f, name: `merge of ${f.name}` }))] };
  } finally {
    await cloud.close();
  }
}
