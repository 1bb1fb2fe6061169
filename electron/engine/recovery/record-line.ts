import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { SYNCED_TABLES } from '../../../shared/sync/protocol.ts';
import { RECORD_TABLE_NAMES } from './record-tables.ts';

const recoveryRecord = z.discriminatedUnion('kind', [
  /** An edit that was acknowledged: a row of the outbox as it was recorded. */
  z.object({
    kind: z.literal('edit'),
    mutation_id: z.guid(),
    /** Of the outbox: the order in which they were made. */
    seq: z.int(),
    group_id: z.guid(),
    command: z.string(),
    table_name: z.enum(SYNCED_TABLES),
    row_id: z.string(),
    op: z.enum(['insert', 'update', 'delete']),
    patch: z.record(z.string(), z.json()),
    base_rev: z.int(),
    /** The cloud's row that it was made on; null for one made here. */
    base: z.record(z.string(), z.json()).nullable(),
    created_at: z.string(),
  }),
  /** A row of one of RECORD_TABLES as it is. */
  z.object({
    kind: z.literal('record'),
    id: z.string(),
    table_name: z.enum(RECORD_TABLE_NAMES),
    row: z.record(z.string(), z.json()),
  }),
  /** The cloud has it, or a person dealt with it: the edit or record of that id need not be kept. */
  z.object({ kind: z.literal('done'), id: z.string() }),
]);
export type RecoveryRecord = z.infer<typeof recoveryRecord>;
export type RecoveryEdit = Extract<RecoveryRecord, { kind: 'edit' }>;
export type RecoveryRecordRow = Extract<RecoveryRecord, { kind: 'record' }>;
/** What is kept until it is done. */
export type RecoveryEntry = RecoveryEdit | RecoveryRecordRow;

/** A record as one line: CRC-32 of the JSON in 8 hex digits, a space, the JSON, a newline (which JSON text never holds). */
export function encodeRecord(record: RecoveryRecord): string {
  const json = JSON.stringify(record);
  return `${checksum(json)} ${json}\n`;
}

/** Null for a line that is torn, damaged or of another kind: such a line is passed over, the ones after it still count. */
export function decodeRecord(line: string): RecoveryRecord | null {
  const json = line.slice(9);
  if (line[8] !== ' ' || line.slice(0, 8) !== checksum(json)) return null;
  try {
    return recoveryRecord.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    // A checksum is no seal: anybody can put a line here, also one that is no JSON, or deeper than the stack.
    return null;
  }
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
