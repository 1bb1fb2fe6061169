import { type MergeRule, WRITABLE_COLUMNS } from '../../../../shared/sync/columns.ts';
import { mergeParts } from '../../../../shared/sync/merge/decide-column.ts';
import { mergeText } from '../../../../shared/sync/merge/merge-text.ts';
import { sameJson } from '../../../../shared/sync/merge/same-json.ts';
import type { Json } from '../../../../shared/sync/protocol.ts';
import { readRow } from '../../outbox/read-row.ts';
import { recordConflicts } from '../../outbox/record-conflicts.ts';
import type { CommandScope } from '../command.ts';
import type { ConflictRecord } from './conflict-record.ts';

/**
 * Takes a conflict's column from one value to another without losing what was typed in between: a text or a list that
 * has moved on is merged, and what clashes in that, or another value given since, becomes a conflict of its own. Answers what the
 * column held and what it holds now.
 */
export async function moveColumn(
  scope: CommandScope,
  conflict: ConflictRecord,
  from: Json,
  to: Json,
): Promise<{ before: Json; after: Json }> {
  const { table_name: table, row_id: id, column_name: column } = conflict;
  const row = await readRow(scope.tx, table, id);
  const before = row[column] ?? null;
  // What is chosen is what the row was given anyway: whoever gave it something else since saw it, and that stays. Not so with the
  // bin: to keep what was removed since is to have it back.
  if (sameJson(from, to) && column !== 'deleted_at') return { before, after: before };
  const { value: after, clash } = carryOver(WRITABLE_COLUMNS[table][column], from, to, before);
  if (clash !== null) {
    const { at } = scope.context;
    const lost = { column, kind: clash, base: from, mine: before, theirs: to, merged: after };
    await recordConflicts(scope.tx, { table, id, theirs: row, mineAt: at }, [lost]);
  }
  if (sameJson(before, after)) return { before, after };
  if (column === 'deleted_at' && after !== null) await scope.remove(table, id);
  else await scope.update(table, id, { [column]: after });
  return { before, after };
}

interface CarriedOver {
  value: Json;
  /** What of the current value is not in `value`; null when nothing is lost. */
  clash: 'text' | 'value' | null;
}

function carryOver(rule: MergeRule | undefined, from: Json, to: Json, current: Json): CarriedOver {
  if (sameJson(current, from) || sameJson(current, to)) return { value: to, clash: null };
  if (rule === 'text' && typeof from === 'string' && typeof to === 'string' && typeof current === 'string') {
    const { text, clashes } = mergeText(from, current, to);
    return { value: text, clash: clashes.length > 0 ? 'text' : null };
  }
  const parts = mergeParts(rule, from, to, current);
  if (parts !== null) return { value: parts.value, clash: parts.lost ? 'value' : null };
  return { value: to, clash: 'value' };
}
