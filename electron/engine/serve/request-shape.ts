import { z } from 'zod';
import { PROTOCOL_VERSION } from '../../../shared/ipc/contract.ts';

/** Longer than any name of ours; a name stands in the answer that refuses it. */
const name = z.string().max(100);

/** What a page may send. The port is a boundary: nothing on it is believed before it fits. */
export const requestShape = z.discriminatedUnion('kind', [
  z.object({
    v: z.literal(PROTOCOL_VERSION),
    id: z.int(),
    kind: z.literal('command'),
    name,
    payload: z.unknown(),
  }),
  z.object({
    v: z.literal(PROTOCOL_VERSION),
    id: z.int(),
    kind: z.literal('query'),
    name,
    params: z.unknown(),
  }),
  z.object({
    v: z.literal(PROTOCOL_VERSION),
    id: z.int(),
    kind: z.literal('ask'),
    name,
    params: z.unknown(),
  }),
  z.object({ v: z.literal(PROTOCOL_VERSION), id: z.int(), kind: z.literal('search'), request: z.unknown() }),
  z.object({
    v: z.literal(PROTOCOL_VERSION),
    id: z.int(),
    kind: z.literal('desk'),
    name: z.string(),
    params: z.unknown(),
  }),
  z.object({
    v: z.literal(PROTOCOL_VERSION),
    id: z.int(),
    kind: z.literal('subscribe'),
    subscription: z.int(),
    name,
    params: z.unknown(),
  }),
  z.object({ v: z.literal(PROTOCOL_VERSION), id: z.int(), kind: z.literal('unsubscribe'), subscription: z.int() }),
  z.object({
    v: z.literal(PROTOCOL_VERSION),
    id: z.int(),
    kind: z.literal('here'),
    place: z.object({ episode_id: z.uuid().nullable(), block_id: z.uuid().nullable() }),
  }),
  z.object({
    v: z.literal(PROTOCOL_VERSION),
    id: z.int(),
    kind: z.literal('token'),
    wanted: z.int(),
    token: z.string().nullable(),
    reason: z.enum(['signed-out', 'offline', 'timeout']).optional(),
  }),
]);

export type CheckedRequest = z.infer<typeof requestShape>;

/** Enough to answer a request that does not fit. */
export const envelopeShape = z.object({ v: z.unknown(), id: z.int() });
