/**
 * Repair of @supabase/lite 0.10.0: it hands JSON arguments over as text, and postgres.js would encode that text once more, so
 * that a jsonb argument reached its function as a JSON string. Text stays as it is.
 */
import type { PostgresType } from 'postgres';

const JSON_OID = 114;
const JSONB_OID = 3802;

export const JSON_TYPES: { json: PostgresType; jsonb: PostgresType } = {
  json: passThrough(JSON_OID),
  jsonb: passThrough(JSONB_OID),
};

function passThrough(oid: number): PostgresType {
  return {
    to: oid,
    from: [oid],
    serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
    parse: (text: string): unknown => JSON.parse(text),
  };
}
