import { describe, expect, it } from 'vitest';
import type { CadenceConfig } from '../ipc/commands.ts';
import { cadenceDays, nextDeliverySlot, nextDeliverySlots } from './cadence.ts';
import cases from './cadence-cases.json' with { type: 'json' };
import { isKnownTimeZone } from './zone-clock.ts';

describe('the shared table of cases', () => {
  it.each(cases)('$name', ({ cadence, timezone, after, slots }) => {
    const found = nextDeliverySlots(cadence as CadenceConfig, timezone, new Date(after), Math.max(slots.length, 1));
    expect(found.map((slot) => slot.toISOString())).toEqual(slots.map((slot) => new Date(slot).toISOString()));
  });
});

describe('cadenceDays', () => {
  it('takes the days of weekly and custom only', () => {
    expect(cadenceDays({ mode: 'daily', days: [3], delivery_hour: 7 })).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(cadenceDays({ mode: 'weekdays', days: [0], delivery_hour: 7 })).toEqual([1, 2, 3, 4, 5]);
    expect(cadenceDays({ mode: 'weekly', days: [4, 0, 4], delivery_hour: 7 })).toEqual([0, 4]);
  });
});

it('refuses a zone that does not exist', () => {
  const cadence: CadenceConfig = { mode: 'daily', days: [], delivery_hour: 7 };
  expect(() => nextDeliverySlot(cadence, 'Mars/Olympus', new Date(0))).toThrow(RangeError);
  expect(['Mars/Olympus', '', 'Europe/London', 'CET'].map(isKnownTimeZone)).toEqual([false, false, true, true]);
});
