import { useRows } from '../engine-port/use-live-query.ts';
import { type NotMade, notMade } from './not-made.ts';

/** What was not made and waits for a person, in the whole organisation, and of what this machine has asked for. */
export function useNotMade(): NotMade[] {
  return notMade(useRows('jobs.dead_ends', {}), useRows('generation.requests', {}));
}
