import { SYNCED_TABLES } from '../../../shared/sync/protocol.ts';
import type { Store } from '../store/contract.ts';
import { readMeta, writeMeta } from '../store/meta.ts';

/** A store with less than this share of the rows that it once had for sure is not believed: rows go one by one, not by half. */
const BELIEVED_SHARE = 0.5;
/** Below this many rows nothing can be said. */
const FEW_ROWS = 20;

/** Counts the rows of the cloud in a store, as {rows}; reads every table, so it also fails where one cannot be read. */
export const COUNT_ROWS = `select (${SYNCED_TABLES.map((table) => `(select count(*) from ${table})`).join(' + ')})::int4 as rows`;

export async function countContent(store: Store): Promise<number> {
  const { rows } = await store.query<{ rows: number }>(COUNT_ROWS);
  return rows[0]?.rows ?? 0;
}

/** Writes into meta.json what is in the store for sure; call when all of it is on the disk. */
export async function recordContent(store: Store, dataDir: string): Promise<void> {
  const rows = await countContent(store);
  const meta = await readMeta(dataDir);
  if (meta !== null) await writeMeta(dataDir, { ...meta, rows });
}

/** Whether a store holds about what its meta.json says. */
export function isBelievable(rows: number, recorded: number | undefined): boolean {
  return recorded === undefined || recorded < FEW_ROWS || rows >= recorded * BELIEVED_SHARE;
}
