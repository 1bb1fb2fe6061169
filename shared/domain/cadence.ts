/**
 * When a project delivers. The same rules as next_delivery_slot in migrations/cloud; `cadence-cases.json` is run against both.
 * Daylight saving: an hour that does not exist moves to the first moment that does, an hour that exists twice happens once (the
 * first time), a day that the zone's calendar skips has no delivery.
 */
import type { CadenceConfig } from '../ipc/commands.ts';
import { firstInstantAt, wallClockAt } from './zone-clock.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Two weeks, because a weekly day may be one that the calendar skips. */
const DAYS_AHEAD = 14;

/** Days of the week on which a cadence delivers, 0 = Sunday, in order, each once. */
export function cadenceDays(cadence: CadenceConfig): number[] {
  switch (cadence.mode) {
    case 'daily':
      return [0, 1, 2, 3, 4, 5, 6];
    case 'weekdays':
      return [1, 2, 3, 4, 5];
    case 'weekly':
    case 'custom':
      return [...new Set(cadence.days)].sort((a, b) => a - b);
  }
}

/** The first delivery after `after`; null for a cadence without days. Throws RangeError for an unknown time zone. */
export function nextDeliverySlot(cadence: CadenceConfig, timeZone: string, after: Date): Date | null {
  const days = cadenceDays(cadence);
  const today = Math.floor(wallClockAt(timeZone, after.getTime()) / DAY) * DAY;
  // From yesterday on, because an hour that does not exist may move over midnight.
  for (let ahead = -1; ahead <= DAYS_AHEAD; ahead += 1) {
    const day = today + ahead * DAY;
    if (!days.includes(new Date(day).getUTCDay())) continue;
    const dayExists = Math.floor(wallClockAt(timeZone, firstInstantAt(timeZone, day)) / DAY) * DAY === day;
    if (!dayExists) continue;
    const slot = firstInstantAt(timeZone, day + cadence.delivery_hour * HOUR);
    if (slot > after.getTime()) return new Date(slot);
  }
  return null;
}

/** The next `count` deliveries after `after`, fewer when the cadence has none. */
export function nextDeliverySlots(cadence: CadenceConfig, timeZone: string, after: Date, count: number): Date[] {
  const slots: Date[] = [];
  let last = after;
  while (slots.length < count) {
    const slot = nextDeliverySlot(cadence, timeZone, last);
    if (slot === null) break;
    slots.push(slot);
    last = slot;
  }
  return slots;
}
