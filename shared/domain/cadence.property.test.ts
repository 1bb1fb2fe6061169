import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { CadenceConfig } from '../ipc/commands.ts';
import { cadenceDays, nextDeliverySlot, nextDeliverySlots } from './cadence.ts';

const ZONES = Intl.supportedValuesOf('timeZone');
const FIRST = Temporal.PlainDate.from('2021-01-01');
const DAYS = 3652; // ten years

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

function expectedSlots(cadence: CadenceConfig, zone: string, after: Temporal.Instant, count: number): string[] {
  const slots: string[] = [];
  let day = after.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 2 });
  while (slots.length < count) {
    const slot = cadenceDays(cadence).includes(day.dayOfWeek % 7) ? slotOfDay(day, cadence.delivery_hour, zone) : null;
    if (slot !== null && Temporal.Instant.compare(slot, after) > 0) slots.push(slot.toString());
    day = day.add({ days: 1 });
  }
  return slots;
}

const iso = (slots: Date[]) => slots.map((slot) => Temporal.Instant.fromEpochMilliseconds(slot.getTime()).toString());

describe('against Temporal', () => {
  it('every change of every zone in ten years: every hour of the days around it', () => {
    let changes = 0;
    for (const zone of ZONES) {
      const end = FIRST.add({ days: DAYS }).toZonedDateTime(zone);
      let change = FIRST.toZonedDateTime(zone).getTimeZoneTransition('next');
      // Zones change in the same way each year; each change of the first two years and of the last two is tried.
      for (
        ;
        change !== null && Temporal.ZonedDateTime.compare(change, end) < 0;
        change = change.getTimeZoneTransition('next')
      ) {
        if (change.year > FIRST.year + 1 && change.year < end.year - 2) continue;
        changes += 1;
        const after = change.toInstant().subtract({ hours: 36 });
        for (const hour of [0, 1, 2, 3, 4, 22, 23]) {
          const cadence: CadenceConfig = { mode: 'daily', days: [], delivery_hour: hour };
          expect(
            iso(nextDeliverySlots(cadence, zone, new Date(after.epochMilliseconds), 3)),
            `${zone} ${change.toString()} at ${hour}`,
          ).toEqual(expectedSlots(cadence, zone, after, 3));
        }
      }
    }
    expect(changes).toBeGreaterThan(500);
  });

  it('any zone, moment, hour and set of days', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: DAYS * 86_400 }),
        fc.integer({ min: 0, max: 23 }),
        fc.constantFrom<CadenceConfig['mode']>('daily', 'weekdays', 'weekly', 'custom'),
        fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
        (zone, seconds, delivery_hour, mode, days) => {
          const cadence = { mode, days, delivery_hour };
          const after = FIRST.toZonedDateTime('UTC').toInstant().add({ seconds });
          expect(iso(nextDeliverySlots(cadence, zone, new Date(after.epochMilliseconds), 2))).toEqual(
            expectedSlots(cadence, zone, after, 2),
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('a slot is its own neighbour: asked a moment before, it is the answer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: DAYS * 86_400 }), (zone, seconds) => {
        const cadence: CadenceConfig = { mode: 'daily', days: [], delivery_hour: seconds % 24 };
        const after = new Date(FIRST.toZonedDateTime('UTC').epochMilliseconds + seconds * 1000);
        const slot = nextDeliverySlot(cadence, zone, after);
        if (slot === null) throw new Error('a daily cadence always has a next slot');
        expect(nextDeliverySlot(cadence, zone, new Date(slot.getTime() - 1000))).toEqual(slot);
      }),
      { numRuns: 1000 },
    );
  });
});
