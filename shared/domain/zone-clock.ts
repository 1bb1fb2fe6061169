/**
 * Wall clocks of IANA time zones, by Intl (Temporal is not in Node 24). A wall-clock reading is a number here: the
 * milliseconds it would have as UTC.
 */

const SECOND = 1000;
const HOUR = 3_600_000;
/** Wider than any offset from UTC, and than Samoa's skipped day of 2011. */
const REACH = 26 * HOUR;

// Making a formatter costs a hundred times what using one does.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, made);
  return made;
}

/** Whether this machine knows the zone: a project may have one that a newer machine chose. */
export function isKnownTimeZone(timeZone: string): boolean {
  try {
    formatterOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** What the zone's clock shows at `instant` (epoch milliseconds, whole seconds count). Throws RangeError for an unknown zone. */
export function wallClockAt(timeZone: string, instant: number): number {
  const fields: { [type: string]: number } = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(instant)) fields[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function offsetAt(timeZone: string, instant: number): number {
  return wallClockAt(timeZone, instant) - instant;
}

/**
 * The instant at which the zone's clock first shows `wallClock` (whole seconds). When it never does, because the clock was put
 * forward over it: the instant of that change. Same as first_instant_at in migrations/cloud.
 */
export function firstInstantAt(timeZone: string, wallClock: number): number {
  const before = offsetAt(timeZone, wallClock - REACH);
  const after = offsetAt(timeZone, wallClock + REACH);
  // The greater offset gives the earlier instant.
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    if (offsetAt(timeZone, wallClock - offset) === offset) return wallClock - offset;
  }
  let low = wallClock - after;
  let high = wallClock - before;
  while (high - low > SECOND) {
    const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND;
    if (offsetAt(timeZone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
