import type { CloudRow } from '../../../shared/sync/protocol.ts';
import { type JsonBounds, type JsonVerdict, judgeJson } from '../plain-json.ts';

/** Larger than any column of ours; the cloud itself ends a page at 4 MB. What Postgres cannot hold is not of it. */
const LARGEST_COLUMN: JsonBounds = { levels: 64, characters: 16_000_000, values: 1_000_000, storable: true };
const LONGEST_ID = 200;
/** No table has a column of that name. */
const AS_TEXT = 'the row as text';

/**
 * A row of the cloud, or null for what is none. One with a column beyond what this desk works with (a member or n8n may store any
 * JSON) comes as its number with all of it as a text: it can be set aside and everything else goes on.
 *
 * Rows are judged by hand: a schema for an object with columns of any name makes each anew, and took a third of what the engine's
 * thread does for a download. Where it is taken from, a row stays the object that JSON.parse made.
 */
export function takeRow(value: unknown): CloudRow | null {
  if (!isNumbered(value)) return null;
  let isTooLarge = false;
  for (const column of Object.values(value)) {
    const verdict = judgeColumn(column);
    if (verdict === 'not-json') return null;
    isTooLarge ||= verdict === 'too-large';
  }
  return isTooLarge ? asText(value) : value;
}

/** Whether all that is known of the row is its number. */
export function isAsText(row: CloudRow): boolean {
  return AS_TEXT in row;
}

/** A row as the cloud sent it, if it was kept as a text and this version of the app works with larger ones. */
export function asItCame(row: CloudRow): CloudRow {
  const text = row[AS_TEXT];
  if (typeof text !== 'string') return row;
  try {
    return takeRow(JSON.parse(text)) ?? row;
  } catch {
    // A cloud that is not ours may have given a column that name.
    return row;
  }
}

function asText(row: CloudRow): CloudRow {
  const { id, rev, deleted_at, organization_id } = row;
  const of = typeof organization_id === 'string' ? { organization_id } : {};
  return { id, rev, deleted_at, ...of, [AS_TEXT]: textOf(row) };
}

function textOf(row: CloudRow): string | null {
  try {
    return JSON.stringify(row);
  } catch {
    // Deeper than the stack: it comes again when it changes in the cloud.
    return null;
  }
}

function isNumbered(value: unknown): value is CloudRow {
  if (!isObject(value)) return false;
  const { id, rev, deleted_at } = value;
  return (
    isName(id) &&
    Number.isSafeInteger(rev) &&
    Number(rev) >= 0 &&
    (deleted_at === null || typeof deleted_at === 'string')
  );
}

/** Most columns are a text or a number: those are looked at in passing, since a page has thousands. */
function judgeColumn(value: unknown): JsonVerdict {
  return typeof value === 'number' || value === null ? 'fits' : judgeJson(value, LARGEST_COLUMN);
}

export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST_ID;
}

export function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
