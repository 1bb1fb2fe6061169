import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { WRITABLE_COLUMNS } from '../../../shared/sync/columns.ts';
import type { JsonRow, SyncedTable } from '../../../shared/sync/protocol.ts';
import { nextSequenceNumber } from '../commands/episodes/next-sequence-number.ts';
import { EngineFailure } from '../engine-failure.ts';
import type { Identity } from '../identity/contract.ts';
import type { LocalEngine } from '../open-engine.ts';
import { type Edit, recordEdit } from '../outbox/record-edit.ts';
import type { Transaction } from '../store/contract.ts';
import { isSyncedTable } from '../sync/apply-rows.ts';

/** Any row of any synced table by name, through the same outbox as the commands. Throws an EngineFailure that says what is wrong. */

export function checkTable(name: string | undefined): SyncedTable {
  if (name !== undefined && isSyncedTable(name)) return name;
  throw new EngineFailure('bad-request', `There is no table ${name ?? ''} on a desk.`);
}

export async function getRow(engine: LocalEngine, table: SyncedTable, id: string): Promise<JsonRow> {
  const { rows } = await engine.store.query<{ row: JsonRow | null }>('select desk_row($1, $2) as row', [
    table,
    checkId(table, id),
  ]);
  const row = rows[0]?.row ?? null;
  if (row === null) throw new EngineFailure('not-found', `There is no row ${id} in ${table} on this desk.`);
  return row;
}

/** Rows that are not deleted, in the order they were made. */
export async function listRows(engine: LocalEngine, table: SyncedTable): Promise<JsonRow[]> {
  const { rows } = await engine.store.query<{ row: JsonRow }>(
    `select to_jsonb(t) as row from ${table} t where deleted_at is null order by created_at, id`,
  );
  return rows.map((one) => one.row);
}

export async function setRow(
  engine: LocalEngine,
  who: Identity,
  table: SyncedTable,
  id: string,
  json: string,
): Promise<JsonRow> {
  const patch = await parsePatch(engine, table, json);
  if (Object.keys(patch).length === 0)
    throw new EngineFailure('bad-request', 'The JSON names no column. Nothing was changed.');
  await edit(engine, who, { table, id: checkId(table, id), op: 'update', patch });
  return getRow(engine, table, id);
}

export async function addRow(engine: LocalEngine, who: Identity, table: SyncedTable, json: string): Promise<JsonRow> {
  const { id: given, ...patch } = await parsePatch(engine, table, json, ['id']);
  const id = typeof given === 'string' ? checkId(table, given) : uuidv7();
  await edit(engine, who, { table, id, op: 'insert', patch: withOwnColumns(table, patch, who) });
  return getRow(engine, table, id);
}

export async function removeRow(engine: LocalEngine, who: Identity, table: SyncedTable, id: string): Promise<JsonRow> {
  await edit(engine, who, { table, id: checkId(table, id), op: 'delete', patch: {} });
  return getRow(engine, table, id);
}

async function edit(engine: LocalEngine, { user, organization }: Identity, one: Edit): Promise<void> {
  const at = new Date();
  const recorded = await engine.store.transaction({ origin: 'user' }, async (tx) => {
    const context = {
      groupId: uuidv7(),
      command: `client.${one.op}`,
      userId: user.id,
      organizationId: organization.id,
      at,
    };
    return recordEdit(tx, context, { ...one, patch: await withSequenceNumber(tx, one) });
  });
  engine.editsMade(recorded === 'added' ? 1 : 0, at.toISOString());
}

async function withSequenceNumber(tx: Transaction, { table, op, patch }: Edit): Promise<JsonRow> {
  if (table !== 'episodes' || op !== 'insert' || 'sequence_number' in patch || typeof patch.project_id !== 'string')
    return patch;
  return { ...patch, sequence_number: await nextSequenceNumber(tx, patch.project_id) };
}

/** Whose row it is, where the rules ask for the caller and nothing else is said. */
function withOwnColumns(table: SyncedTable, patch: JsonRow, { user }: Identity): JsonRow {
  if (table === 'planning_notes') return { author_id: user.id, ...patch };
  return 'user_id' in WRITABLE_COLUMNS[table] ? { user_id: user.id, ...patch } : patch;
}

const jsonObject = z.record(z.string(), z.json());

async function parsePatch(
  engine: LocalEngine,
  table: SyncedTable,
  json: string,
  also: string[] = [],
): Promise<JsonRow> {
  const patch = jsonObject.safeParse(parseJson(json));
  if (!patch.success) throw new EngineFailure('bad-request', 'A row is a JSON object of columns. Nothing was changed.');
  const { rows } = await engine.store.query<{ name: string }>(
    "select column_name::text as name from information_schema.columns where table_schema = 'public' and table_name = $1",
    [table],
  );
  const here = new Set(rows.map((row) => row.name));
  for (const column of Object.keys(patch.data)) {
    if (!here.has(column))
      throw new EngineFailure('bad-request', `${table} has no column ${column}. Nothing was changed.`);
    if (!(column in WRITABLE_COLUMNS[table]) && !also.includes(column)) {
      throw new EngineFailure(
        'refused',
        `${table}.${column} is kept by the cloud and cannot be set. Nothing was changed.`,
      );
    }
  }
  return patch.data;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new EngineFailure('bad-request', 'The row is not JSON. Nothing was changed.', { cause });
  }
}

function checkId(table: SyncedTable, id: string): string {
  if (table === 'organizations' || table === 'users' || z.uuid().safeParse(id).success) return id;
  throw new EngineFailure('bad-request', `${id} is not the id of a row.`);
}
