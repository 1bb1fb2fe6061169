import { z } from 'zod';
import type {
  BucketAnswer,
  ChecksumAnswer,
  Json,
  MutationResult,
  PullAnswer,
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

/** Most columns are a text or a number: those are looked at in passing, since a page has thousands. */
function isColumn(value: unknown): boolean {
  return typeof value === 'number' || value === null || judgeJson(value, LARGEST_COLUMN) === 'fits';
}
const cursor = z.custom<PullCursor>(
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && judgeJson(value, LARGEST_CURSOR) === 'fits',
);
const cloudRow = z
  .object({ id: z.string().min(1).max(LONGEST_ID), rev: z.int().min(0), deleted_at: z.string().nullable() })
  .catchall(z.custom<Json>(isColumn));

export const pullAnswer: z.ZodType<PullAnswer> = z.object({
  cursor,
  more: z.boolean(),
  changes: z.array(z.object({ table: z.string().min(1).max(LONGEST_ID), row: cloudRow })).max(MOST_ROWS),
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
