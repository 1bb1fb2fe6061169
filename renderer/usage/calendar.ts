/** Calendar days and months as "2026-11-24" and "2026-11", in the organisation's zone. */
import { isKnownTimeZone, wallClockAt } from '../../shared/domain/zone-clock.ts';

const DAY_MS = 86_400_000;

/** The day that the clocks of the zone show; this machine's own where it does not know the zone. */
export function dayIn(timeZone: string, now: number): string {
  const zone = isKnownTimeZone(timeZone) ? timeZone : Intl.DateTimeFormat().resolvedOptions().timeZone;
  return new Date(wallClockAt(zone, now)).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** Every day of the month, in order. */
export function daysOf(month: string): string[] {
  const days: string[] = [];
  for (let day = `${month}-01`; monthOf(day) === month; day = addDays(day, 1)) days.push(day);
  return days;
}

/** 0 = Sunday. */
export function weekdayOf(day: string): number {
  return new Date(Date.parse(day)).getUTCDay();
}

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });
const MONTH = format({ month: 'long', year: 'numeric' });
const DAY = format({ weekday: 'short', day: 'numeric', month: 'short' });

export function monthWords(month: string): string {
  return MONTH.format(new Date(`${month}-01`));
}

export function dayWords(day: string): string {
  return DAY.format(new Date(day));
}
