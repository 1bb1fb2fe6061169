import { type CloudRow, type PullChange, SYNCED_TABLES, type SyncedTable } from '../../../shared/sync/protocol.ts';
import type { Store, Transaction } from '../store/contract.ts';
import type { WrittenChange } from './chunk-changes.ts';
import { isAsText } from './cloud-row.ts';
import { jsonArray } from './json-array.ts';
import { mergeOrSetAside } from './merge-or-set-aside.ts';
import { forgetRefused, logRefused, setAside } from './set-aside.ts';

/** Columns of each synced table as this desk knows it. */
export type DeskColumns = ReadonlyMap<SyncedTable, ReadonlySet<string>>;

export interface ApplyContext {
  columns: DeskColumns;
  organizationId: string;
  at: Date;
  /** Also over a newer row: the cloud was restored, its numbers began again. */
  force: boolean;
}

export async function readDeskColumns(store: Store): Promise<DeskColumns> {
  const { rows } = await store.query<{ table_name: string; columns: string[] }>(
    `select table_name::text as table_name, array_agg(column_name::text) as columns from information_schema.columns
     where table_schema = 'public' and table_name = any ($1::text[]) and is_generated = 'NEVER' group by 1`,
    [[...SYNCED_TABLES]],
  );
  return new Map(
    rows.filter((row) => isSyncedTable(row.table_name)).map((row) => [asTable(row.table_name), new Set(row.columns)]),
  );
}

/**
 * Puts rows of the cloud in place within one transaction: plain ones in bulk, rows with edits waiting by a merge, and what
 * cannot be placed is set aside. Rows must be of one page: no id twice in a table.
 */
export async function applyRows(
  tx: Transaction,
  context: ApplyContext,
  changes: readonly (PullChange | WrittenChange)[],
): Promise<void> {
  const { edited, refused: refusedBefore } = await knownOf(tx, context, changes);
  let refused = 0;
  const plain = new Map<string, { table: SyncedTable; columns: string[]; rows: string[] }>();
  const shapeOf = shapes(context.columns);
  for (const change of changes) {
    const { table, row } = change;
    if (!isKnownTable(context, table)) {
      await setAside(tx, table, row, 'unknown-table');
      continue;
    }
    // What says to be of another organisation, or of none, has no place in this store. People say nothing of it, nor do columns that
    // were set aside for a newer app.
    if (row.organization_id !== undefined && row.organization_id !== context.organizationId) continue;
    const state = edited.get(`${table}/${row.id}`);
    if (state === 'sending') {
      await setAside(tx, table, row, 'in-flight');
      continue;
    }
    if (isAsText(row)) {
      await setAside(tx, table, row, 'refused');
      refused += 1;
      continue;
    }
    const { known, unknown, key } = shapeOf(table, row);
    if (unknown.length > 0) {
      const rest = Object.fromEntries(unknown.map((column) => [column, row[column] ?? null]));
      await setAside(tx, table, { ...rest, id: row.id, rev: row.rev, deleted_at: row.deleted_at }, 'unknown-columns');
    }
    if (state === 'waiting') {
      const isToMerge = context.force || (await isNews(tx, table, row));
      const merge = { table, id: row.id, theirs: row, at: context.at };
      if (isToMerge && !(await mergeOrSetAside(tx, merge))) refused += 1;
      continue;
    }
    const group = plain.get(key) ?? { table, columns: known, rows: [] };
    group.rows.push('json' in change ? change.json : JSON.stringify(row));
    plain.set(key, group);
  }
  for (const { table, columns, rows } of plain.values()) {
    const { rows: counts } = await tx.query<{ refused: number }>(
      'select apply_cloud_rows($1, $2::text[], $3::json, $4) as refused',
      [table, columns, jsonArray(rows), context.force],
    );
    refused += counts[0]?.refused ?? 0;
  }
  if (refused > 0) await logRefused(tx, { changes, before: refusedBefore, at: context.at });
}

/** Rows that were kept back while an edit of them was on its way. */
export async function replayInFlight(tx: Transaction, context: ApplyContext, rowIds: readonly string[]): Promise<void> {
  const { rows } = await tx.query<PullChange>(
    `delete from set_aside s where s.reason = 'in-flight' and s.row_id = any ($1::text[])
       and not exists (select from outbox o where o.table_name = s.table_name and o.row_id = s.row_id and o.state = 'sending')
     returning s.table_name as table, s.row`,
    [[...rowIds]],
  );
  if (rows.length > 0) await applyRows(tx, { ...context, force: false }, rows);
}

type EditedRows = ReadonlyMap<string, 'waiting' | 'sending'>;

/** Which of the rows have edits here, and which were refused before. */
async function knownOf(
  tx: Transaction,
  { force }: ApplyContext,
  changes: readonly PullChange[],
): Promise<{ edited: EditedRows; refused: ReadonlySet<string> }> {
  // Nearly always none, and the names of a page's rows are much to send and to look up.
  const { rows } = await tx.query<{ edited: boolean; refused: boolean }>(
    "select exists (select from outbox) as edited, exists (select from set_aside where reason = 'refused') as refused",
  );
  const [any] = rows;
  return {
    edited: any?.edited === true ? await editedRows(tx, changes) : new Map(),
    refused: any?.refused === true ? await forgetRefused(tx, changes, force) : new Set(),
  };
}

async function editedRows(tx: Transaction, changes: readonly PullChange[]): Promise<EditedRows> {
  const { rows } = await tx.query<{ key: string; sending: boolean }>(
    `select table_name || '/' || row_id as key, bool_or(state = 'sending') as sending from outbox
     where (table_name, row_id) in (select * from unnest($1::text[], $2::text[])) group by 1`,
    [changes.map((change) => change.table), changes.map((change) => change.row.id)],
  );
  return new Map(rows.map((row) => [row.key, row.sending ? 'sending' : 'waiting']));
}

/** A page that was on its way while a push was answered may bring an older row than the answer did. */
async function isNews(tx: Transaction, table: SyncedTable, row: CloudRow): Promise<boolean> {
  const { rows } = await tx.query<{ rev: number }>(
    "select (row ->> 'rev')::int8 as rev from sync_base where table_name = $1 and row_id = $2",
    [table, row.id],
  );
  return rows[0] === undefined || Number(rows[0].rev) < row.rev;
}

interface RowShape {
  table: SyncedTable;
  names: readonly string[];
  known: string[];
  unknown: string[];
  /** Of rows that go into one statement. */
  key: string;
}

/** Which columns of a row are known here. Rows of a page come by table and look alike: each is first held against the one before. */
function shapes(columns: DeskColumns): (table: SyncedTable, row: CloudRow) => RowShape {
  let last: RowShape | null = null;
  return (table, row) => {
    const names = Object.keys(row);
    if (last !== null && last.table === table && isSame(last.names, names)) return last;
    const here = columns.get(table) ?? new Set();
    const known = names.filter((name) => here.has(name));
    last = { table, names, known, unknown: names.filter((name) => !here.has(name)), key: `${table} ${known.join()}` };
    return last;
  };
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name, place) => name === others[place]);
}

/** A table that this desk keeps, and has. */
export function isKnownTable({ columns }: ApplyContext, name: string): name is SyncedTable {
  return isSyncedTable(name) && columns.has(name);
}

const TABLE_NAMES: ReadonlySet<string> = new Set(SYNCED_TABLES);

export function isSyncedTable(name: string): name is SyncedTable {
  return TABLE_NAMES.has(name);
}

function asTable(name: string): SyncedTable {
  if (!isSyncedTable(name)) throw new Error(`${name} is not a synced table`);
  return name;
}
