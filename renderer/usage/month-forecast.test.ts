import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayIn, daysOf, weekdayOf } from './calendar.ts';
import { forecastMonth } from './month-forecast.ts';

/** Monday to Friday £2, nothing at the weekend. */
function workdays(from: string, until: string): Map<string, number> {
  const costs = new Map<string, number>();
  for (let day = from; day <= until; day = addDays(day, 1)) {
    if (![0, 6].includes(weekdayOf(day))) costs.set(day, 2);
  }
  return costs;
}

describe('forecastMonth', () => {
  it('takes each day left as its weekday was, weekends included', () => {
    // Wednesday: left are Wed, Thu, Fri, Sat, Sun, Mon (30th).
    const forecast = forecastMonth(workdays('2026-10-01', '2026-11-24'), '2026-11-25', 50);
    expect(forecast).toMatchObject({ spent: 34, daysLeft: 6, expected: 8, total: 42, basis: 28, capped: false });
  });

  it('counts what today has cost already, once', () => {
    const costs = workdays('2026-10-01', '2026-11-24').set('2026-11-25', 1.5);
    expect(forecastMonth(costs, '2026-11-25', 50)).toMatchObject({ spent: 35.5, expected: 6.5, total: 42 });
    costs.set('2026-11-25', 9);
    expect(forecastMonth(costs, '2026-11-25', 50)).toMatchObject({ spent: 43, expected: 6, total: 49 });
  });

  it('does not go over the daily limit, where the breaker stops', () => {
    expect(forecastMonth(workdays('2026-10-01', '2026-11-24'), '2026-11-25', 1)).toMatchObject({
      expected: 4,
      capped: true,
    });
  });

  it('goes by the days there are, and says nothing without any', () => {
    expect(forecastMonth(new Map([['2026-11-24', 3]]), '2026-11-25', 50)).toMatchObject({ basis: 1, expected: 18 });
    expect(forecastMonth(new Map([['2026-11-25', 3]]), '2026-11-25', 50)).toBeNull();
  });
});

describe('the calendar', () => {
  it('knows months and the turn of the year', () => {
    expect(daysOf('2028-02')).toHaveLength(29);
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
  });

  it('is the organisation’s', () => {
    const late = Date.parse('2026-11-24T23:30:00Z');
    expect(dayIn('Europe/London', late)).toBe('2026-11-24');
    expect(dayIn('Pacific/Auckland', late)).toBe('2026-11-25');
  });
});
