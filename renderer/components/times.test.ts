import { describe, expect, it } from 'vitest';
import { dayAndHour, shortDate } from './times.ts';

const MOMENT = '2026-11-23T23:30:00Z';

describe('dates in the zone of a project', () => {
  it('are its own', () => {
    expect(shortDate(MOMENT, 'Asia/Tokyo')).not.toBe(shortDate(MOMENT, 'America/New_York'));
    expect(dayAndHour(MOMENT, 'Asia/Tokyo')).toContain('08:30');
  });

  it('are shown in this machine\u2019s zone, named, when it does not know the project\u2019s', () => {
    const here = new Intl.DateTimeFormat(undefined, { timeZoneName: 'short' }).formatToParts(new Date(MOMENT));
    const name = here.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    expect(dayAndHour(MOMENT, 'Mars/Olympus')).toContain(name);
  });
});
