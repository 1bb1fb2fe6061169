import type { TransactionSql } from 'postgres';
import { COLLEAGUE, type MatrixColumn, SELF, STRANGER } from './callers.ts';
import { grantedColumns, mayOnWhole, type Relation } from './catalogue.ts';
import { attempt } from './probe.ts';
import { belongsTo, copyOfRow, GROUPS, type Group, hasOwners, insertRow, personColumns } from './sample-rows.ts';

export const OPERATIONS = ['select', 'insert', 'update', 'delete'] as const;
export type Operation = (typeof OPERATIONS)[number];

export const TABLES_LEGEND = `Of the rows of one organisation, as its own people, others and strangers try it. \`–\` not granted. \`none\` granted, but row
level security leaves no row. \`own\` the caller's own rows. \`organisation\` all rows of the caller's organisation. \`ALL\` rows of
other organisations too: never right. A code is an SQLSTATE: granted, and refused for another reason than rights.`;

/** One cell: how far an operation of a caller reaches, found out by doing it. */
export async function measureCell(
  sql: TransactionSql,
  relation: Relation,
  operation: Operation,
  column: MatrixColumn,
): Promise<string> {
  const { role } = column.caller;
  if (operation === 'delete') {
    if (!mayOnWhole(relation, role, 'DELETE')) return '–';
    return reach(sql, relation, column, (group) => changesRows(sql, relation, column, group, null));
  }
  const [first, ...others] = grantedColumns(relation, role, PRIVILEGES[operation]);
  if (first === undefined) return '–';
  return reach(sql, relation, column, (group) => {
    if (operation === 'select') return seesRows(sql, relation, column, group);
    if (operation === 'update') return changesRows(sql, relation, column, group, first);
    return addsRow(sql, relation, column, group, [first, ...others]);
  });
}

const PRIVILEGES = { select: 'SELECT', insert: 'INSERT', update: 'UPDATE' } as const;

/** An SQLSTATE, or whether it reached the group's rows. */
type Reached = boolean | string;

/** Sums up which groups were reached in the word of the legend. */
async function reach(
  sql: TransactionSql,
  relation: Relation,
  { name }: MatrixColumn,
  tries: (group: Group) => Promise<Reached>,
): Promise<string> {
  const reached: Group[] = [];
  const failed: string[] = [];
  for (const group of GROUPS) {
    const [sample] = await sql`select from ${sql(relation.name)} where ${belongsTo(sql, relation, group)} limit 1`;
    if (sample === undefined) {
      if (isExpectedInSample(relation, group)) throw new Error(needsSample(relation.name));
      continue;
    }
    // Strangers are measured by what they can do to our rows; that they reach their own is the members' column.
    if (name === 'other organisation' && group === 'theirs' && hasOwners(relation)) continue;
    const outcome = await tries(group);
    if (outcome === true) reached.push(group);
    if (typeof outcome === 'string') failed.push(outcome);
  }
  if (failed.length > 0) return [...new Set(failed)].join(' ');
  if (reached.length === 0) return 'none';
  if (reached.includes('theirs') || name === 'other organisation') return 'ALL';
  return reached.includes('colleague') || personColumns(relation).length === 0 ? 'organisation' : 'own';
}

function isExpectedInSample(relation: Relation, group: Group): boolean {
  return group !== 'colleague' || (hasOwners(relation) && personColumns(relation).length > 0);
}

function needsSample(table: string): string {
  return `${table} is granted to a request role but has no sample row: add one to cloud/testing/sample-organization.ts`;
}

async function seesRows(
  sql: TransactionSql,
  relation: Relation,
  { caller }: MatrixColumn,
  group: Group,
): Promise<Reached> {
  const seen = await attempt(
    sql,
    caller,
    (t) => t`select from ${t(relation.name)} where ${belongsTo(t, relation, group)} limit 1`,
  );
  return seen.done ? seen.value.length > 0 : seen.sqlstate;
}

/** Adds a row that differs from one of the group only in its key, and in its person where a stranger has to sign as himself. */
async function addsRow(
  sql: TransactionSql,
  relation: Relation,
  { name, caller }: MatrixColumn,
  group: Group,
  columns: string[],
): Promise<Reached> {
  const self = name === 'other organisation' ? STRANGER : SELF;
  const row = await copyOfRow(sql, relation, group, group === 'colleague' ? COLLEAGUE : self);
  if (row === null) throw new Error(needsSample(relation.name));
  const added = await attempt(sql, caller, (t) => insertRow(t, relation, row, columns));
  if (added.done) return true;
  return added.sqlstate === '42501' ? false : added.sqlstate;
}

/** Writes a column as it is, or deletes (column null), and counts. */
async function changesRows(
  sql: TransactionSql,
  relation: Relation,
  { caller }: MatrixColumn,
  group: Group,
  column: string | null,
): Promise<Reached> {
  const changed = await attempt(sql, caller, (t) =>
    column === null
      ? t`delete from ${t(relation.name)} where ${belongsTo(t, relation, group)}`
      : t`update ${t(relation.name)} set ${t(column)} = ${t(column)} where ${belongsTo(t, relation, group)}`,
  );
  return changed.done ? changed.value.count > 0 : changed.sqlstate;
}
