/**
 * Intl's formatters, each made once. They are dear to make, and dearer to lose: each holds memory of ICU outside of the heap, which
 * the browser gives back in one task. A list that made one for each of its rows stood still for 90 ms some seconds later.
 */
const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

/** Dates in the language of the machine; in its zone where the options name none. */
export function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // Who travels takes the machine along: what was made in the zone before would go on showing its hours.
  const key = JSON.stringify([new Date().getTimezoneOffset(), options]);
  const made = dates.get(key) ?? new Intl.DateTimeFormat(undefined, options);
  dates.set(key, made);
  return made;
}

/** Numbers in the language of the machine. */
export function numberFormat(options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const made = numbers.get(key) ?? new Intl.NumberFormat(undefined, options);
  numbers.set(key, made);
  return made;
}
