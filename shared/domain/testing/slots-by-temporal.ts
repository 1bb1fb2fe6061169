import { Temporal } from 'temporal-polyfill';
import type { CadenceConfig } from '../../ipc/commands.ts';
import { cadenceDays } from '../cadence.ts';

/** The slot of one local day by Temporal, which resolves wall clocks itself; null when the calendar skips the day. */
function slotOfDay(day: Temporal.PlainDate, hour: number, zone: string): Temporal.Instant | null {
  if (!day.toZonedDateTime(zone).toPlainDate().equals(day)) return null;
  const wallClock = day.toPlainDateTime({ hour });
  const first = wallClock.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (first.toPlainDateTime().equals(wallClock)) return first.toInstant();
  const change = first.getTimeZoneTransition('next');
  if (change === null) throw new Error(`${zone} has no change after ${first.toString()}`);
  return change.toInstant();
}

/**
 * The deliveries after `after` (epoch milliseconds) computed without any code of ours that knows zones: what the rules in
 * cadence.ts and in migrations/cloud are tried against. Answers `count` epoch milliseconds; the cadence must have days.
 */
export function slotsByTemporal(cadence: CadenceConfig, zone: string, after: number, count: number): number[] {
  const days = cadenceDays(cadence);
  const slots: number[] = [];
  // Two days back, because an hour that does not exist may move over midnight.
  let day = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 2 });
  while (slots.length < count) {
    const slot = days.includes(day.dayOfWeek % 7) ? slotOfDay(day, cadence.delivery_hour, zone) : null;
    if (slot !== null && slot.epochMilliseconds > after) slots.push(slot.epochMilliseconds);
    day = day.add({ days: 1 });
  }
  return slots;
}

export interface ClockChange {
  zone: string;
  /** Epoch milliseconds. */
  at: number;
  /** Hours of the day worth trying: those the clocks show around the change, and both ends of a day. */
  hours: number[];
}

/** Every change of the zone's offset from `from` (a date) until `years` years later. */
export function clockChanges(zone: string, from: string, years: number): ClockChange[] {
  const start = Temporal.PlainDate.from(from);
  const end = start.add({ years }).toZonedDateTime(zone).epochMilliseconds;
  const changes: ClockChange[] = [];
  let change = start.toZonedDateTime(zone).getTimeZoneTransition('next');
  while (change !== null && change.epochMilliseconds < end) {
    const before = change.subtract({ nanoseconds: 1 }).hour;
    const around = [before, before + 1, change.hour - 1, change.hour, change.hour + 1, 0, 23];
    changes.push({
      zone,
      at: change.epochMilliseconds,
      hours: [...new Set(around.map((hour) => (hour + 24) % 24))],
    });
    change = change.getTimeZoneTransition('next');
  }
  return changes;
}
