import { PGlite } from '@electric-sql/pglite';

/** Given to initdb. 1 MB WAL segments: an empty store is 15 MB smaller, and a nearly full disk ends in an ERROR, not in a PANIC. */
export const INITDB_PARAMETERS = ['--wal-segsize=1'];

const SETTINGS = [
  'fsync=on',
  // The WASM build's fdatasync does nothing; fsync goes through DurableNodeFS.
  'wal_sync_method=fsync',
  'full_page_writes=on',
  // 16 MB saves 130 MB of resident memory against the default and costs no measurable speed at our sizes.
  'shared_buffers=16MB',
  // Only our CHECKPOINTs (housekeeping.ts) happen: keep few segments for recycling.
  'min_wal_size=2MB',
  'max_wal_size=32MB',
];

/** Start parameters of the store's Postgres: PGlite's own without `-F` (fsync off), plus ours. */
export function startParameters(): string[] {
  return [
    ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
    ...SETTINGS.flatMap((s) => ['-c', s]),
  ];
}
