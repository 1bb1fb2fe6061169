import { describe, expect, it } from 'vitest';
import { dayAndHour, dayOf, hourOf, longDate, shortDate } from './times.ts';

const MOMENT = '2026-11-23T23:30:00Z';

describe('dates in the zone of a project', () => {
  it('stand on either side of midnight, wherever this machine is', () => {
    const now = new Date('2026-11-30T12:00:00Z');
    expect(longDate(MOMENT, 'Europe/London')).toMatch(/23/);
    expect(longDate(MOMENT, 'Asia/Tokyo')).toMatch(/24/);
    expect(dayOf(MOMENT, 'Europe/London', now)).toMatch(/23/);
    expect(dayOf(MOMENT, 'Asia/Tokyo', now)).toMatch(/24/);
    expect(hourOf(MOMENT, 'Asia/Tokyo')).toMatch(/^08:30/);
  });

  it('are today or yesterday by the clock of that zone', () => {
    const at = new Date('2026-11-23T23:45:00Z');
    const earlier = '2026-11-23T14:30:00Z';
    expect(dayOf(earlier, 'Europe/London', at)).toBe(dayOf(MOMENT, 'Europe/London', at));
    expect(dayOf(earlier, 'Asia/Tokyo', at)).not.toBe(dayOf(MOMENT, 'Asia/Tokyo', at));
  });

  it('are its own', () => {
    expect(shortDate(MOMENT, 'Asia/Tokyo')).not.toBe(shortDate(MOMENT, 'America/New_York'));
    expect(dayAndHour(MOMENT, 'Asia/Tokyo')).toContain('08:30');
  });

  it('are shown in this machine\u2019s zone, named, when it does not know the project\u2019s', () => {
    const here = new Intl.DateTimeFormat(undefined, { timeZoneName: 'short' }).formatToParts(new Date(MOMENT));
    const name = here.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    expect(dayAndHour(MOMENT, 'Mars/Olympus')).toContain(name);
    expect(longDate(MOMENT, 'Mars/Olympus')).toContain(name);
  });
});
