import { rm } from 'node:fs/promises';
import type { Count, Figure, SuiteResult } from '../report.ts';
import { atRest, coldStart, sizeOnDisk } from './large/at-rest.ts';
import { deltaPull } from './large/delta-pull.ts';
import { editsWithViews } from './large/edits.ts';
import { firstSync } from './large/first-sync.ts';
import { openingAnEpisode } from './large/opening.ts';
import { everyQuery } from './large/queries.ts';
import { searchAsYouType } from './large/search.ts';
import { sizedDesk, smallDesk } from './large/two-desks.ts';
import { typingWhileItWorks } from './large/typing.ts';
import { BenchCloud } from './sync/bench-cloud.ts';

/**
 * An organisation of five years beside one of the demo's size, on two desks, the same things done in turns. `part` of the large one
 * for quick work; the record is made with all of it.
 */
export async function benchLarge({ part = 1 }: { part?: number } = {}): Promise<SuiteResult> {
  const cloud = await BenchCloud.start();
  const folders: string[] = [];
  try {
    const small = await smallDesk(cloud);
    folders.push(small.dataDir);
    const large = await sizedDesk(cloud, 'org_large', part);
    folders.push(large.dataDir);
    const figures: Figure[] = [await firstSync(cloud, large)];
    // What a first sync leaves to be done later: the search index. Then both desks rest alike.
    await large.engine.searchCaughtUp();
    await small.engine.searchCaughtUp();
    figures.push(
      await deltaPull(cloud, large, small),
      await openingAnEpisode(large, small),
      ...(await editsWithViews(large, small)),
    );
    const typing = await typingWhileItWorks(cloud, large);
    figures.push(...typing.figures, await searchAsYouType(large, small), ...(await everyQuery(large, small)));
    const counts: Count[] = [...typing.counts, ...(await sizeOnDisk(cloud, large))];
    await large.close();
    await small.close();
    figures.push(...(await coldStart(cloud, large, small)));
    counts.push(...(await atRest(cloud, large)));
    return { suite: 'large', part, figures, counts };
  } finally {
    await cloud.close();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}
