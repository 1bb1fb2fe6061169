import { nextDeliverySlot } from '../../shared/domain/cadence.ts';
import type { ProjectContent } from './content-format.ts';
import { daysBefore } from './times.ts';

/** How far a delivery may move from the day that the content names, to fall on a slot: half of the longest distance of two. */
const HALF_WEEK_DAYS = 3.5;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** When each episode of a project was delivered: on a slot of its cadence, in order, each slot once, none in the future. */
export function deliverySlots(project: ProjectContent, now: Date): Map<string, Date> {
  const dated = project.episodes.flatMap(({ path, published_days_ago }) =>
    published_days_ago === undefined ? [] : [{ path, daysAgo: published_days_ago }],
  );
  const slots = new Map<string, Date>();
  let before = now.getTime();
  for (const { path, daysAgo } of dated.toSorted((a, b) => a.daysAgo - b.daysAgo)) {
    const named = daysBefore(now, daysAgo, project.cadence.delivery_hour);
    const latest = new Date(Math.min(before, named.getTime() + HALF_WEEK_DAYS * DAY_MS));
    const slot = lastSlotUntil(project, latest) ?? named;
    slots.set(path, slot);
    before = slot.getTime() - MINUTE_MS;
  }
  return slots;
}

function lastSlotUntil({ cadence, timezone }: ProjectContent, latest: Date): Date | null {
  let found: Date | null = null;
  let from = new Date(latest.getTime() - 3 * HALF_WEEK_DAYS * DAY_MS);
  for (;;) {
    const slot = nextDeliverySlot(cadence, timezone, from);
    if (slot === null || slot > latest) return found;
    found = slot;
    from = slot;
  }
}
