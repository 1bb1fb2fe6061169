import { WRITABLE_COLUMNS } from '../../../../shared/sync/columns.ts';
import { mergeText } from '../../../../shared/sync/merge/merge-text.ts';
import { sameJson } from '../../../../shared/sync/merge/same-json.ts';
import type { Json } from '../../../../shared/sync/protocol.ts';
import { readRow } from '../../outbox/read-row.ts';
import type { CommandScope } from '../command.ts';
import type { ConflictRecord } from './conflict-record.ts';

/**
 * Takes a conflict's column from one value to another without losing what was typed in between: a text that has moved on is
 * merged. Answers what the column held and what it holds now.
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
  const after = carryOver(WRITABLE_COLUMNS[table][column] === 'text', from, to, before);
  if (sameJson(before, after)) return { before, after };
  if (column === 'deleted_at' && after !== null) await scope.remove(table, id);
  else await scope.update(table, id, { [column]: after });
  return { before, after };
}

function carryOver(isText: boolean, from: Json, to: Json, current: Json): Json {
  if (sameJson(current, from) || !isText) return to;
  if (typeof from !== 'string' || typeof to !== 'string' || typeof current !== 'string') return to;
  return mergeText(from, current, to).text;
}
