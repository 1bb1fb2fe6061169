/**
 * What besides edits is on this machine only, and would be gone with the store: a text that lost a conflict stands in its record
 * alone, and an episode that was asked for offline stands in its request. `where` says which rows matter.
 */
export const RECORD_TABLES = [
  { table: 'conflicts', where: "state = 'open'" },
  { table: 'generation_requests', where: "state in ('waiting', 'sending')" },
] as const;

export const RECORD_TABLE_NAMES = RECORD_TABLES.map(({ table }) => table);
