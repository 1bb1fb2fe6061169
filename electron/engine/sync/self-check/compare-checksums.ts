import type { ChecksumAnswer } from '../../../../shared/sync/protocol.ts';

/** Buckets whose rows are not the same on both sides, in order. */
export function differingBuckets(here: ChecksumAnswer, there: ChecksumAnswer): string[] {
  const names = new Set([...Object.keys(here.buckets), ...Object.keys(there.buckets)]);
  return [...names].filter((name) => !isSameBucket(here.buckets[name], there.buckets[name])).sort();
}

export type Bucket = ChecksumAnswer['buckets'][string];

export function isSameBucket(one: Bucket | undefined, other: Bucket | undefined): boolean {
  return one?.count === other?.count && one?.hash === other?.hash;
}
