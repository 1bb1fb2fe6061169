/** Dates and durations for people, in the language of the machine. Times come as ISO strings. */
import { isKnownTimeZone, wallClockAt } from '../../shared/domain/zone-clock.ts';
import { dateFormat, numberFormat } from './formatters.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** "3 minutes ago", "yesterday", "in 2 days". */
export function relativeTime(iso: string, now: number): string {
  const difference = Date.parse(iso) - now;
  const distance = Math.abs(difference);
  if (distance < MINUTE) return 'just now';
  if (distance < HOUR) return relative.format(Math.round(difference / MINUTE), 'minute');
  if (distance < DAY) return relative.format(Math.round(difference / HOUR), 'hour');
  if (distance < 30 * DAY) return relative.format(Math.round(difference / DAY), 'day');
  return shortDate(iso);
}

export function shortDate(iso: string, timeZone?: string): string {
  return dateFormat({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...zone(timeZone),
  }).format(new Date(iso));
}

/** "24 November 2026", for what is printed. */
export function longDate(iso: string, timeZone?: string): string {
  return dateFormat({ day: 'numeric', month: 'long', year: 'numeric', ...zone(timeZone) }).format(new Date(iso));
}

/** "Tue 24 Nov, 07:00", in the zone given or this machine's. */
export function dayAndHour(iso: string, timeZone?: string): string {
  return dateFormat({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...zone(timeZone),
  }).format(new Date(iso));
}

/** "Today", "Yesterday", or "Tuesday 24 November 2026", in the zone given or this machine's. */
export function dayOf(iso: string, timeZone?: string, now = new Date()): string {
  const date = new Date(iso);
  const [there, here] = [wallClock(date, timeZone), wallClock(now, timeZone)];
  const days = Math.floor(here / DAY) - Math.floor(there / DAY);
  if (days === 0 || days === 1) return capitalised(relative.format(-days, 'day'));
  const sameYear = new Date(there).getUTCFullYear() === new Date(here).getUTCFullYear();
  const year = sameYear ? {} : ({ year: 'numeric' } as const);
  return dateFormat({ weekday: 'long', day: 'numeric', month: 'long', ...year, ...zone(timeZone) }).format(date);
}

/** What the clock on the wall shows, as the milliseconds it would be in UTC. */
function wallClock(date: Date, timeZone: string | undefined): number {
  if (timeZone !== undefined && isKnownTimeZone(timeZone)) return wallClockAt(timeZone, date.getTime());
  return date.getTime() - date.getTimezoneOffset() * MINUTE;
}

function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** "07:00", in the zone given or this machine's. */
export function hourOf(iso: string, timeZone?: string): string {
  return dateFormat({ hour: '2-digit', minute: '2-digit', ...zone(timeZone) }).format(new Date(iso));
}

/** The zone, where its clock shows something else than this machine's does: what stands there is not what people here expect. */
export function foreignZone(timeZone: string, now = new Date()): string | null {
  if (!isKnownTimeZone(timeZone)) return null;
  return Math.round((wallClock(now, timeZone) - wallClock(now, undefined)) / MINUTE) === 0
    ? null
    : timeZone.replaceAll('_', ' ');
}

/** A zone that this machine does not know (a newer one chose it) is shown in the machine's own, and named. */
function zone(timeZone: string | undefined): Intl.DateTimeFormatOptions {
  if (timeZone === undefined) return {};
  return isKnownTimeZone(timeZone) ? { timeZone } : { timeZoneName: 'short' };
}

/** "about 2 min", "30 s". */
export function timeLeft(seconds: number): string {
  if (seconds >= 90) return `about ${Math.round(seconds / 60)} min left`;
  if (seconds > 0) return `${Math.max(5, Math.round(seconds / 5) * 5)} s left`;
  return 'any moment now';
}

export function money(gbp: number): string {
  return numberFormat({ style: 'currency', currency: 'GBP' }).format(gbp);
}

/** For single AI calls, which cost parts of a penny. */
export function exactMoney(gbp: number): string {
  return numberFormat({ style: 'currency', currency: 'GBP', maximumFractionDigits: 4 }).format(gbp);
}

/** "4.6 MB", in the units that the system's own file lists use. */
export function bytes(value: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(units.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3));
  return numberFormat({
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: power < 2 ? 0 : 1,
  }).format(value / 1000 ** power);
}

export function count(value: number): string {
  return numberFormat().format(value);
}
