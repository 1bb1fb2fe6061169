import { readFileSync } from 'node:fs';
import type { HostOperation } from './host-operation.ts';

/** Bytes of the two lengths in front of each entry: of the JSON, then of the written bytes (both 32 bit, little endian). */
const HEADER_BYTES = 8;

/** One operation as it stands in the journal file. */
export function encodeOperation(operation: HostOperation): Buffer {
  const bytes = operation.op === 'write' ? operation.bytes : new Uint8Array();
  const json = Buffer.from(JSON.stringify(operation.op === 'write' ? { ...operation, bytes: null } : operation));
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(json.length, 0);
  header.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([header, json, bytes]);
}

/** All operations of a journal with the offset behind each, which is how acknowledgements are placed among them. */
export function readJournal(path: string): { operation: HostOperation; end: number }[] {
  const journal = readFileSync(path);
  const entries: { operation: HostOperation; end: number }[] = [];
  for (let at = 0; at < journal.length; ) {
    const jsonEnd = at + HEADER_BYTES + journal.readUInt32LE(at);
    const end = jsonEnd + journal.readUInt32LE(at + 4);
    const operation: HostOperation = JSON.parse(journal.toString('utf8', at + HEADER_BYTES, jsonEnd));
    if (operation.op === 'write') operation.bytes = journal.subarray(jsonEnd, end);
    entries.push({ operation, end });
    at = end;
  }
  return entries;
}
