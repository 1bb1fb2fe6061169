import { z } from 'zod';
import type { BucketAnswer, ChecksumAnswer, Json, MutationResult, PullAnswer } from '../../../shared/sync/protocol.ts';

/** Answers of the cloud, checked before anything is done with them: a proxy's page is not an empty cloud. */

/** What JSON.parse has made is JSON; to look at each value of a page again takes longer than to parse it. */
const json = z.custom<Json>();
const cloudRow = z.object({ id: z.string(), rev: z.number(), deleted_at: z.string().nullable() }).catchall(json);

export const pullAnswer: z.ZodType<PullAnswer> = z.object({
  cursor: z.record(z.string(), json),
  more: z.boolean(),
  changes: z.array(z.object({ table: z.string(), row: cloudRow })),
  server_time: z.string(),
  reset: z.boolean().exactOptional(),
});

const bucket = z.object({ count: z.number(), hash: z.string() });

export const checksumAnswer: z.ZodType<ChecksumAnswer> = z.object({
  table: z.string(),
  count: z.number(),
  buckets: z.record(z.string(), bucket),
});

export const bucketAnswer: z.ZodType<BucketAnswer> = z.object({ rows: z.array(cloudRow), more: z.boolean() });

const refusal = z.object({ code: z.string(), message: z.string(), hint: z.string().nullable().exactOptional() });

const mutationResult: z.ZodType<MutationResult> = z.discriminatedUnion('status', [
  z.object({ mutation_id: z.string(), status: z.literal('applied'), rev: z.number(), row: cloudRow }),
  z.object({
    mutation_id: z.string(),
    status: z.literal('conflict'),
    rev: z.number().nullable(),
    row: cloudRow.nullable(),
  }),
  z.object({ mutation_id: z.string(), status: z.literal('rejected'), error: refusal }),
]);

export const pushAnswer = z.array(mutationResult);
