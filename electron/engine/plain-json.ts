/** What a value may hold at most. */
export interface JsonBounds {
  levels: number;
  characters: number;
  values: number;
  /** Only texts that Postgres can hold. */
  storable?: boolean;
}

/** Of a page's request. No page of ours comes near; what is beyond is an attempt, or a paste of a whole library. */
export const LARGEST_REQUEST: JsonBounds = { levels: 64, characters: 8_000_000, values: 200_000 };

export type JsonVerdict = 'fits' | 'too-large' | 'not-json';

/**
 * Whether a value is what JSON can carry, and of a size that can be worked with. A MessagePort also carries circles, maps, dates and
 * errors, and JSON deep enough to overflow the stack of whoever reads it next. Walks without recursion; stops at the first excess.
 */
export function judgeJson(value: unknown, largest: JsonBounds): JsonVerdict {
  if (typeof value === 'string') {
    if (value.length > largest.characters) return 'too-large';
    return largest.storable === true && !isStorable(value) ? 'not-json' : 'fits';
  }
  let characters = 0;
  let values = 0;
  const waiting: { value: unknown; level: number }[] = [{ value, level: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: current, level } = next;
    values += 1;
    if (level > largest.levels || values > largest.values) return 'too-large';
    if (typeof current === 'string') {
      characters += current.length;
      if (largest.storable === true && !isStorable(current)) return 'not-json';
    } else if (typeof current === 'object' && current !== null) {
      if (!isPlain(current)) return 'not-json';
      if (Object.keys(current).length > largest.values) return 'too-large';
      for (const [key, child] of Object.entries(current)) {
        characters += key.length;
        if (largest.storable === true && !isStorable(key)) return 'not-json';
        waiting.push({ value: child, level: level + 1 });
      }
    } else if (typeof current === 'number' ? !Number.isFinite(current) : !IN_JSON.has(typeof current))
      return 'not-json';
    if (characters > largest.characters) return 'too-large';
  }
  return 'fits';
}

/** A field that is undefined is one that is not there; `typeof null` is handled with the objects. */
const IN_JSON = new Set(['boolean', 'undefined', 'object']);

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Postgres can hold neither the character NUL nor half of a surrogate pair. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/**
 * The same value with a replacement character for each that Postgres cannot hold. An editor can produce them (half of an emoji
 * that was cut, a paste from a binary file), and all the rest of the text has to be kept.
 */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return isStorable(value) ? value : value.toWellFormed().replaceAll('\u0000', '\ufffd');
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [storable(key), storable(child)]));
}
