const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** When something of `days` days before `now` happened, at an hour of that day (UTC); never after `now`. */
export function daysBefore(now: Date, days: number, hour: number, minute = 0): Date {
  const day = new Date(now.getTime() - days * DAY_MS);
  day.setUTCHours(hour, minute, 0, 0);
  return new Date(Math.min(day.getTime(), now.getTime() - MINUTE_MS));
}

export function minutesBefore(time: Date, minutes: number): Date {
  return new Date(time.getTime() - minutes * MINUTE_MS);
}
