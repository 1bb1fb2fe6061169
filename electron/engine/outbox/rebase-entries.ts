import { WRITABLE_COLUMNS } from '../../../shared/sync/columns.ts';
import { type MergeConflict, mergeColumn } from '../../../shared/sync/merge/merge-row.ts';
import { sameJson } from '../../../shared/sync/merge/same-json.ts';
import type { CloudRow, Json, JsonRow, MutationOperation, SyncedTable } from '../../../shared/sync/protocol.ts';
import type { OutboxEntry } from './outbox-entry.ts';

export interface RebasedEntry {
  seq: number;
  op: MutationOperation;
  patch: JsonRow;
}

export interface RebasedEntries {
  entries: RebasedEntry[];
  /** Of texts in whose place a person has put another since, with the cloud's change: they would be in no history else. */
  conflicts: MergeConflict[];
}

export interface MergedSides {
  table: SyncedTable;
  /** The cloud's row that both sides began with; null when it is not known. */
  base: CloudRow | null;
  theirs: CloudRow;
  /** `theirs` with all that the edits say on top. */
  merged: CloudRow;
}

/** Puts a text in the place of what was typed, instead of going on with it. */
const REPLACES = 'block.restore-version';

/**
 * What the edits of one row still have to say once the row was merged with the cloud's; sent one after the other they make the merged
 * row. Of several edits of a column the newest has the merged value, and each before it its own, merged with the cloud's change as if
 * it were the only one: the text before a split goes out whole, and the text before a restored version gets into the history. An edit
 * that changes nothing any more is not in the answer. Pure.
 *
 * @param entries the row's edits in order, none of them `sending`
 */
export function rebaseEntries(entries: readonly OutboxEntry[], sides: MergedSides): RebasedEntries {
  const { theirs, merged } = sides;
  /** The cloud's row as the edits so far leave it. */
  const reached: CloudRow = { ...theirs };
  const kept: RebasedEntry[] = [];
  const conflicts: MergeConflict[] = [];
  for (const [index, entry] of entries.entries()) {
    if (entry.op === 'delete') {
      if (merged.deleted_at === null || theirs.deleted_at !== null) continue;
      reached.deleted_at = merged.deleted_at;
      kept.push({ seq: entry.seq, op: 'delete', patch: {} });
      continue;
    }
    const later = entries.slice(index + 1);
    const patch: JsonRow = {};
    for (const [column, mine] of Object.entries(entry.patch)) {
      if (!(column in merged)) continue;
      const over = later.filter((other) => column in other.patch);
      const own =
        over.length === 0 ? { value: merged[column] ?? null, conflict: null } : ofEarlier(sides, column, mine);
      // Typing that goes on holds what was typed before, and its own record is enough.
      if (own.conflict !== null && over.some(({ command }) => command === REPLACES)) conflicts.push(own.conflict);
      if (sameJson(own.value, reached[column] ?? null)) continue;
      patch[column] = own.value;
      reached[column] = own.value;
    }
    // The cloud has the row, so an insert that is answered by a conflict goes on as an update.
    if (Object.keys(patch).length > 0) kept.push({ seq: entry.seq, op: 'update', patch });
  }
  return { entries: withRest(kept, entries, reached, merged), conflicts };
}

/** What an edit says of a column that a later one says something else of. */
function ofEarlier(
  { table, base, theirs, merged }: MergedSides,
  column: string,
  mine: Json,
): { value: Json; conflict: MergeConflict | null } {
  const rule = WRITABLE_COLUMNS[table][column];
  // A text made here on nothing known would stand beside the cloud's whole text.
  if (rule === undefined || base === null) return { value: merged[column] ?? null, conflict: null };
  const sides = { base: base[column] ?? null, mine, theirs: theirs[column] ?? null };
  const { value, conflict } = mergeColumn(rule, sides);
  if (rule !== 'text' || conflict === null) return { value, conflict: null };
  return { value, conflict: { column, kind: conflict, ...sides, merged: value } };
}

/** What the merge itself changed (a deleted row that an edit brings back) travels with the newest edit. */
function withRest(
  kept: RebasedEntry[],
  entries: readonly OutboxEntry[],
  reached: CloudRow,
  merged: CloudRow,
): RebasedEntry[] {
  const rest = Object.keys(merged).filter((column) => !sameJson(merged[column], reached[column]));
  const newest = entries.at(-1);
  if (rest.length === 0 || newest === undefined) return kept;
  const patch = Object.fromEntries(rest.map((column) => [column, merged[column] ?? null]));
  const carrier = kept.findLast((entry) => entry.op === 'update');
  if (carrier === undefined) return [...kept, { seq: newest.seq, op: 'update', patch }];
  carrier.patch = { ...carrier.patch, ...patch };
  return kept;
}
