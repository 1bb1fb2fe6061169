import { type ParserOptions, types } from '@electric-sql/pglite';

/** oid of xid8; PGlite exports no name for it. */
const XID8 = 5069;

/**
 * How column values leave the store: as `to_json` writes them, so that a row is the same whether it was decoded here, came as
 * JSON from a named query or came from the cloud. Timestamps keep their microseconds, which a Date would drop.
 */
export const VALUE_PARSERS: ParserOptions = {
  [types.INT8]: Number, // ours stay below 2^53
  [types.NUMERIC]: Number,
  [types.TIMESTAMPTZ]: isoTimestamp,
  [types.TIMESTAMP]: (text) => text.replace(' ', 'T'),
  [types.DATE]: (text) => text,
  [XID8]: (text) => text,
};

/** `2026-11-23 15:04:46.123456+00` (the session is in UTC) to `2026-11-23T15:04:46.123456+00:00`; infinities stay as they are. */
function isoTimestamp(text: string): string {
  return text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
}
