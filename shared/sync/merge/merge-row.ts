import { type MergeRule, WRITABLE_COLUMNS } from '../columns.ts';
import type { CloudRow, Json, JsonRow, SyncedTable } from '../protocol.ts';
import { mergeObjects, mergeRecords, mergeSources } from './merge-json.ts';
import { mergeText } from './merge-text.ts';
import { sameJson } from './same-json.ts';

export type ConflictKind =
  /** Both sides changed one place of a text; the merged text has theirs there. */
  | 'text'
  /** Both sides changed a value; the merged row has mine. */
  | 'value'
  /** One side deleted what the other edited; the row stays, as edited. */
  | 'delete-edit';

export interface MergeConflict {
  column: string;
  kind: ConflictKind;
  base: Json;
  mine: Json;
  theirs: Json;
  merged: Json;
}

export interface MergedRow {
  /** `theirs` with what this desk changed put on top. */
  row: CloudRow;
  conflicts: MergeConflict[];
}

/**
 * Three-way merge of a row, column by column, by the rules in columns.ts. Columns that are not a producer's are always
 * theirs. Delete against edit: the edit wins, the row lives, and a record says so. Pure; the arguments are not changed.
 *
 * @param base the cloud's row that both sides began with; null when this desk made the row
 * @param mine the row on this desk, edits not yet confirmed included
 * @param theirs the cloud's row now
 */
export function mergeRow(table: SyncedTable, base: CloudRow | null, mine: JsonRow, theirs: CloudRow): MergedRow {
  const row: CloudRow = { ...theirs };
  const conflicts: MergeConflict[] = [];
  for (const [column, rule] of Object.entries(WRITABLE_COLUMNS[table])) {
    if (column === 'deleted_at' || !(column in mine) || !(column in theirs)) continue;
    const sides = { base: base?.[column] ?? null, mine: mine[column] ?? null, theirs: theirs[column] ?? null };
    const merged = mergeColumn(rule, sides);
    row[column] = merged.value;
    if (merged.conflict !== null) conflicts.push({ column, kind: merged.conflict, ...sides, merged: merged.value });
  }
  const deletion = mergeDeletion(table, base, mine, theirs);
  row.deleted_at = deletion.deletedAt;
  if (deletion.conflict !== null) conflicts.push(deletion.conflict);
  return { row, conflicts };
}

const MERGES = { object: mergeObjects, records: mergeRecords, sources: mergeSources };

export interface MergeSides {
  base: Json;
  mine: Json;
  theirs: Json;
}

/** One column of mergeRow: the merged value, and what kind of conflict is to be recorded, if any. Pure. */
export function mergeColumn(
  rule: MergeRule,
  { base, mine, theirs }: MergeSides,
): { value: Json; conflict: ConflictKind | null } {
  if (sameJson(mine, theirs) || sameJson(base, mine)) return { value: theirs, conflict: null };
  if (sameJson(base, theirs)) return { value: mine, conflict: null };
  switch (rule) {
    case 'text': {
      const merged = mergeText(asText(base), asText(mine), asText(theirs));
      return { value: merged.text, conflict: merged.clashes.length > 0 ? 'text' : null };
    }
    case 'object':
    case 'records':
    case 'sources': {
      const merged = MERGES[rule](base, mine, theirs);
      return { value: merged.value, conflict: merged.lost ? 'value' : null };
    }
    case 'counter':
      return { value: asNumber(mine) + asNumber(theirs) - asNumber(base), conflict: null };
    case 'order':
      return { value: mine, conflict: null };
    case 'value':
      return { value: mine, conflict: 'value' };
  }
}

function mergeDeletion(
  table: SyncedTable,
  base: CloudRow | null,
  mine: JsonRow,
  theirs: CloudRow,
): { deletedAt: string | null; conflict: MergeConflict | null } {
  const before = base?.deleted_at ?? null;
  const my = typeof mine.deleted_at === 'string' ? mine.deleted_at : null;
  const their = theirs.deleted_at;
  const iDeleted = before === null && my !== null;
  const theyDeleted = before === null && their !== null;
  const edited = (side: JsonRow) => base !== null && changedByPerson(table, base, side);
  if (iDeleted !== theyDeleted && edited(iDeleted ? theirs : mine)) {
    return {
      deletedAt: null,
      conflict: { column: 'deleted_at', kind: 'delete-edit', base: before, mine: my, theirs: their, merged: null },
    };
  }
  const iChanged = (before === null) !== (my === null);
  return { deletedAt: iChanged ? (their !== null && my !== null ? their : my) : their, conflict: null };
}

/** A new place in a list is no reason to bring a deleted thing back. */
function changedByPerson(table: SyncedTable, base: CloudRow, side: JsonRow): boolean {
  return Object.entries(WRITABLE_COLUMNS[table]).some(
    ([column, rule]) =>
      column !== 'deleted_at' &&
      rule !== 'order' &&
      column in side &&
      !sameJson(base[column] ?? null, side[column] ?? null),
  );
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : '';
}

function asNumber(value: Json): number {
  return typeof value === 'number' ? value : 0;
}
