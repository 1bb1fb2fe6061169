import { addDays, daysOf, monthOf, weekdayOf } from './calendar.ts';

/** The weekdays' averages are taken over these days before today: whole weeks, so that each weekday counts as often. */
export const LOOK_BACK_DAYS = 28;

export interface Forecast {
  /** Spent in the month until now, today included. */
  spent: number;
  /** What is still to come of today, and the days after it. */
  daysLeft: number;
  expected: number;
  total: number;
  /** Days whose cost the averages come from; fewer than LOOK_BACK_DAYS for a young organisation. */
  basis: number;
  /** A day left whose average is above the limit counts as the limit: the breaker holds it there. */
  capped: boolean;
}

/**
 * What the month of `today` will cost: each day left costs what its weekday did on average before; today costs at least
 * what it has. Null while there is no day to go by. Money in GBP.
 *
 * @param costs by day; a day that is not there cost nothing
 */
export function forecastMonth(costs: ReadonlyMap<string, number>, today: string, dailyLimit: number): Forecast | null {
  const known = [...costs.keys()].filter((day) => day < today).toSorted();
  const first = known[0];
  if (first === undefined) return null;
  const basis = Array.from({ length: LOOK_BACK_DAYS }, (_, ago) => addDays(today, -1 - ago)).filter(
    (day) => day >= first,
  );
  if (basis.length === 0) return null;
  const mean = (days: string[]) => days.reduce((sum, day) => sum + (costs.get(day) ?? 0), 0) / days.length;
  const usual = (day: string) => {
    const alike = basis.filter((other) => weekdayOf(other) === weekdayOf(day));
    return alike.length === 0 ? mean(basis) : mean(alike);
  };
  const month = daysOf(monthOf(today));
  const spent = month.reduce((sum, day) => sum + (day <= today ? (costs.get(day) ?? 0) : 0), 0);
  const left = month.filter((day) => day >= today);
  let capped = false;
  const expected = left.reduce((sum, day) => {
    const already = day === today ? (costs.get(day) ?? 0) : 0;
    if (usual(day) > dailyLimit) capped = true;
    return sum + Math.max(0, Math.min(usual(day), dailyLimit) - already);
  }, 0);
  return { spent, daysLeft: left.length, expected, total: spent + expected, basis: basis.length, capped };
}
