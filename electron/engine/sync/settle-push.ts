import { v7 as uuidv7 } from 'uuid';
import type { CloudRow, JsonRow, MutationResult, RefusalDetail, SyncedTable } from '../../../shared/sync/protocol.ts';
import { DEPENDS_ON_REFUSED, type OutboxEntry } from '../outbox/outbox-entry.ts';
import type { Transaction } from '../store/contract.ts';
import { type ApplyContext, replayInFlight } from './apply-rows.ts';
import { isAsText } from './cloud-row.ts';
import { mergeOrPark } from './merge-or-set-aside.ts';

type Applied = Extract<MutationResult, { status: 'applied' }>;

/**
 * Takes the cloud's answers to entries that were sent, whole groups. Applied: the entry goes, the row becomes the cloud's with later
 * edits on top. Conflict: merged with the row that came, to be sent again under a new id. Rejected: parked for a person. An entry
 * without an answer stays `sending` and is asked about again.
 *
 * @param dependents mutations that were refused only because another one was
 */
export async function settlePush(
  tx: Transaction,
  context: ApplyContext,
  sent: readonly OutboxEntry[],
  results: readonly MutationResult[],
  dependents: ReadonlySet<string>,
): Promise<void> {
  const answers = new Map(results.map((result) => [result.mutation_id, result]));
  const applied: { entry: OutboxEntry; answer: Applied }[] = [];
  const undone = undoneGroups(sent, answers);
  for (const entry of sent) {
    const answer = answers.get(entry.mutation_id);
    if (answer?.status === 'applied') applied.push({ entry, answer });
    else if (answer?.status === 'rejected' && dependents.has(entry.mutation_id)) await parkDependents(tx, [entry]);
    else if (answer?.status === 'rejected') await park(tx, [entry], answer.error);
    else if (answer?.status === 'conflict' && answer.row === null && undone.has(entry.group_id))
      await sendAnew(tx, entry);
    else if (answer?.status === 'conflict') await takeBack(tx, context, entry, answer.row);
  }
  await settleApplied(tx, context, applied);
  await replayInFlight(
    tx,
    context,
    sent.map((entry) => entry.row_id),
  );
}

async function settleApplied(
  tx: Transaction,
  context: ApplyContext,
  applied: { entry: OutboxEntry; answer: Applied }[],
): Promise<void> {
  if (applied.length === 0) return;
  await tx.query('delete from outbox where seq = any ($1::bigint[])', [applied.map(({ entry }) => entry.seq)]);
  const { rows } = await tx.query<{ key: string }>(
    `select distinct table_name || '/' || row_id as key from outbox
     where (table_name, row_id) in (select * from unnest($1::text[], $2::text[]))`,
    [applied.map(({ entry }) => entry.table_name), applied.map(({ entry }) => entry.row_id)],
  );
  const editedAgain = new Set(rows.map((row) => row.key));
  const plain = new Map<SyncedTable, CloudRow[]>();
  for (const { entry, answer } of applied) {
    if (editedAgain.has(`${entry.table_name}/${entry.row_id}`) || isAsText(answer.row)) {
      const confirmed = sharedPatch(entry, answer.row);
      await mergeOrPark(tx, {
        table: entry.table_name,
        id: entry.row_id,
        theirs: answer.row,
        confirmed,
        at: context.at,
      });
      continue;
    }
    plain.set(entry.table_name, [...(plain.get(entry.table_name) ?? []), answer.row]);
  }
  for (const [table, rows] of plain) {
    const here = context.columns.get(table) ?? new Set();
    const columns = Object.keys(rows[0] ?? {}).filter((column) => here.has(column));
    // By force: the row here is the one that was sent, whatever number it carries.
    await tx.query('select apply_cloud_rows($1, $2::text[], $3::jsonb, true)', [table, columns, JSON.stringify(rows)]);
    await tx.query('delete from sync_base where table_name = $1 and row_id = any ($2::text[])', [
      table,
      rows.map((row) => row.id),
    ]);
  }
}

/** What both sides have since the edit was applied. */
function sharedPatch(entry: OutboxEntry, row: CloudRow): JsonRow {
  return entry.op === 'delete' ? { deleted_at: row.deleted_at } : entry.patch;
}

async function takeBack(
  tx: Transaction,
  context: ApplyContext,
  entry: OutboxEntry,
  row: CloudRow | null,
): Promise<void> {
  if (row === null) {
    await park(tx, [entry], {
      code: 'gone',
      message: 'This is not in the cloud any more, so the change could not be sent.',
      hint: 'Copy what you need from it, then discard the change.',
    });
    return;
  }
  await sendAnew(tx, entry);
  const merge = { table: entry.table_name, id: entry.row_id, theirs: row, at: context.at };
  await mergeOrPark(tx, wasTaken(entry) ? { ...merge, confirmed: entry.patch } : merge);
}

/**
 * An insert that was sent before, whose row the cloud has, was carried out then: the cloud forgets its answers after three months,
 * which a desk may be away for.
 */
function wasTaken({ op, attempts }: OutboxEntry): boolean {
  return op === 'insert' && attempts > 1;
}

async function sendAnew(tx: Transaction, entry: OutboxEntry): Promise<void> {
  await tx.query("update outbox set state = 'pending', mutation_id = $2::uuid where seq = $1", [entry.seq, uuidv7()]);
}

/**
 * Groups that the cloud undid because one of their rows had moved on. Each member is answered with its own row as it is then, and
 * what the group was to insert is not there: that says nothing about it. Sent again, the group says what it says by itself.
 */
function undoneGroups(sent: readonly OutboxEntry[], answers: ReadonlyMap<string, MutationResult>): Set<string> {
  const hasMovedOn = ({ mutation_id, base_rev }: OutboxEntry) => {
    const answer = answers.get(mutation_id);
    return answer?.status === 'conflict' && answer.row !== null && answer.row.rev !== base_rev;
  };
  return new Set(sent.filter(hasMovedOn).map(({ group_id }) => group_id));
}

/** Keeps refused edits where a person sees them. */
export async function park(tx: Transaction, entries: readonly OutboxEntry[], error: RefusalDetail): Promise<void> {
  await tx.query("update outbox set state = 'parked', error = $2::jsonb where seq = any ($1::bigint[])", [
    entries.map((entry) => entry.seq),
    JSON.stringify(error),
  ]);
}

export async function parkDependents(tx: Transaction, entries: readonly OutboxEntry[]): Promise<void> {
  await park(tx, entries, {
    code: DEPENDS_ON_REFUSED,
    message: 'This change needs another one that was refused.',
    hint: 'Deal with the refused change first; this one then goes out by itself.',
  });
}
