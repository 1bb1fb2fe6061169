import { sameJson } from '../../../shared/sync/merge/same-json.ts';
import type { CloudRow, JsonRow, MutationOperation } from '../../../shared/sync/protocol.ts';
import type { OutboxEntry } from './outbox-entry.ts';

export interface RebasedEntry {
  seq: number;
  op: MutationOperation;
  patch: JsonRow;
}

/**
 * What the edits of one row still have to say once the row was merged with the cloud's: the columns in which the merged row
 * differs from it. A column that several edits set gets the merged value in each, so that none of them sends a text that
 * was made without the cloud's change. An edit with nothing left to say is not in the answer. Pure.
 *
 * @param entries the row's edits in order, none of them `sending`
 */
export function rebaseEntries(entries: readonly OutboxEntry[], merged: CloudRow, theirs: CloudRow): RebasedEntry[] {
  const differing = Object.keys(merged).filter((column) => !sameJson(merged[column], theirs[column]));
  const covered = new Set<string>();
  const kept: RebasedEntry[] = [];
  for (const entry of entries) {
    if (entry.op === 'delete') {
      if (merged.deleted_at === null || theirs.deleted_at !== null) continue;
      covered.add('deleted_at');
      kept.push({ seq: entry.seq, op: 'delete', patch: {} });
      continue;
    }
    const columns = differing.filter((column) => column in entry.patch);
    if (columns.length === 0) continue;
    for (const column of columns) covered.add(column);
    // The cloud has the row, so an insert that is answered by a conflict goes on as an update.
    kept.push({ seq: entry.seq, op: 'update', patch: pick(merged, columns) });
  }
  return withRest(
    kept,
    entries,
    merged,
    differing.filter((column) => !covered.has(column)),
  );
}

/** What the merge itself changed (a deleted row that an edit brings back) travels with the newest edit. */
function withRest(
  kept: RebasedEntry[],
  entries: readonly OutboxEntry[],
  merged: CloudRow,
  rest: string[],
): RebasedEntry[] {
  const newest = entries.at(-1);
  if (rest.length === 0 || newest === undefined) return kept;
  const carrier = kept.findLast((entry) => entry.op === 'update');
  if (carrier !== undefined) {
    carrier.patch = { ...carrier.patch, ...pick(merged, rest) };
    return kept;
  }
  return [...kept, { seq: newest.seq, op: 'update', patch: pick(merged, rest) }];
}

function pick(row: CloudRow, columns: readonly string[]): JsonRow {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}
