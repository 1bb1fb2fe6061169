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
import { isName, isObject, takeRow } from './cloud-row.ts';

/** Answers of the cloud, checked before anything is done with them: a proxy's page is not an empty cloud. */

/** A snapshot with every transaction of a busy server in it is a few kB. */
const LARGEST_CURSOR: JsonBounds = { levels: 4, characters: 1_000_000, values: 100_000, storable: true };
/** What sync_pull gives at most in a page. */
const MOST_ROWS = 5_000;

const cursor = z.custom<PullCursor>(
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && judgeJson(value, LARGEST_CURSOR) === 'fits',
);
const cloudRow = z.unknown().transform((value, context): CloudRow => takeRow(value) ?? refuse(context));
const changes = z.unknown().transform((value, context): PullChange[] => takeChanges(value) ?? refuse(context));

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

/** Of a page that is none, nothing is taken. A row that is too large for this desk does not make it none. */
function takeChanges(value: unknown): PullChange[] | null {
  if (!Array.isArray(value) || value.length > MOST_ROWS) return null;
  const taken: PullChange[] = [];
  for (const change of value) {
    if (!isObject(change) || !isName(change.table)) return null;
    const row = takeRow(change.row);
    if (row === null) return null;
    taken.push({ table: change.table, row });
  }
  return taken;
}

function refuse(context: z.RefinementCtx): never {
  context.addIssue({ code: 'custom', message: 'not of a cloud of ours' });
  return z.NEVER;
}
