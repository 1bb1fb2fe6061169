import type { Action, Schedule } from './actions.ts';

/**
 * The smallest schedule found that still fails: first actions are left out, whole stretches before single ones (ddmin, Zeller and
 * Hildebrandt 2002), then desks, then pages. Every remaining action is needed, unless `plays` was used up first.
 * @param fails plays a schedule and tells whether it still breaks the promise in question
 * @param plays most schedules to play
 */
export async function shrink(
  schedule: Schedule,
  fails: (candidate: Schedule) => Promise<boolean>,
  plays: number,
): Promise<Schedule> {
  let left = plays;
  const stillFails = async (candidate: Schedule) => {
    left -= 1;
    return fails(candidate);
  };
  let smallest = schedule;
  for (let size = Math.ceil(schedule.actions.length / 2); size >= 1 && left > 0; size = nextSize(size)) {
    // From the end: what comes later depends on what came before, so it is easier to leave out.
    for (let end = smallest.actions.length; end > 0 && left > 0; end -= size) {
      const candidate = { ...smallest, actions: without(smallest.actions, Math.max(0, end - size), end) };
      if (await stillFails(candidate)) smallest = candidate;
    }
  }
  while (smallest.desks > 1 && left > 0) {
    const candidate = { ...smallest, desks: smallest.desks - 1 };
    if (!(await stillFails(candidate))) break;
    smallest = candidate;
  }
  const { page_rows: pages, ...whole } = smallest;
  if (pages !== undefined && left > 0 && (await stillFails(whole))) smallest = whole;
  return smallest;
}

function nextSize(size: number): number {
  return size === 1 ? 0 : Math.ceil(size / 2);
}

function without(actions: readonly Action[], from: number, to: number): Action[] {
  return [...actions.slice(0, from), ...actions.slice(to)];
}
