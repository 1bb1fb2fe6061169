import { z } from 'zod';
import type {
  BucketAnswer,
  ChecksumAnswer,
  CloudRow,
  MutationResult,
  PullAnswer,
  PullChange,
  PullCursor,
} from '../../../shared/sync/protocol.ts';
import { type JsonBounds, judgeJson } from '../plain-json.ts';

/** Answers of the cloud, checked before anything is done with them: a proxy's page is not an empty cloud. */

/** Larger than any column of ours; the cloud itself ends a page at 4 MB. What Postgres cannot hold is not of it. */
const LARGEST_COLUMN: JsonBounds = { levels: 64, characters: 16_000_000, values: 1_000_000, storable: true };
/** A snapshot with every transaction of a busy server in it is a few kB. */
const LARGEST_CURSOR: JsonBounds = { levels: 4, characters: 1_000_000, values: 100_000, storable: true };
/** What sync_pull gives at most in a page. */
const MOST_ROWS = 5_000;
const LONGEST_ID = 200;

const cursor = z.custom<PullCursor>(
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && judgeJson(value, LARGEST_CURSOR) === 'fits',
);
const cloudRow = z.custom<CloudRow>(isCloudRow);
const changes = z.custom<PullChange[]>(
  (value) => Array.isArray(value) && value.length <= MOST_ROWS && value.every(isChange),
);

export const pullAnswer: z.ZodType<PullAnswer> = z.object({
  cursor,
  more: z.boolean(),
  changes,
  server_time: z.string(),
  reset: z.boolean().exactOptional(),
});

/** Of a pull's answer, where the next page begins; fails where there is none. */
export const beginsNext = z.object({ cursor, more: z.literal(true) });

const bucket = z.object({ count: z.number(), hash: z.string() });

export const checksumAnswer: z.ZodType<ChecksumAnswer> = z.object({
  table: z.string(),
  count: z.number(),
  buckets: z.record(z.string(), bucket),
});

export const bucketAnswer: z.ZodType<BucketAnswer> = z.object({
  rows: z.array(cloudRow).max(MOST_ROWS),
  more: z.boolean(),
});

const refusal = z.object({ code: z.string(), message: z.string(), hint: z.string().nullable().exactOptional() });

const mutationResult: z.ZodType<MutationResult> = z.discriminatedUnion('status', [
  z.object({ mutation_id: z.string(), status: z.literal('applied'), rev: z.int().min(0), row: cloudRow }),
  z.object({
    mutation_id: z.string(),
    status: z.literal('conflict'),
    rev: z.int().min(0).nullable(),
    row: cloudRow.nullable(),
  }),
  z.object({ mutation_id: z.string(), status: z.literal('rejected'), error: refusal }),
]);

export const pushAnswer = z.array(mutationResult);

/**
 * Rows are judged by hand: a schema for an object with columns of any name makes each anew, and took a third of what the engine's
 * thread does for a download. Where it is taken from, a row stays the object that JSON.parse made.
 */
function isCloudRow(value: unknown): value is CloudRow {
  if (!isObject(value)) return false;
  const { id, rev, deleted_at } = value;
  return (
    isName(id) &&
    Number.isSafeInteger(rev) &&
    Number(rev) >= 0 &&
    (deleted_at === null || typeof deleted_at === 'string') &&
    Object.values(value).every(isColumn)
  );
}

function isChange(value: unknown): value is PullChange {
  return isObject(value) && isName(value.table) && isCloudRow(value.row);
}

/** Most columns are a text or a number: those are looked at in passing, since a page has thousands. */
function isColumn(value: unknown): boolean {
  return typeof value === 'number' || value === null || judgeJson(value, LARGEST_COLUMN) === 'fits';
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST_ID;
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
