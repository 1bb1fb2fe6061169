import { randomUUID } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { insertSampleOrganization } from '../testing/sample-organization.ts';
import { COLLEAGUE, OURS, SELF, STRANGER, THEIRS } from './callers.ts';
import { type Column, isTable, type Relation, relations } from './catalogue.ts';

/** Whose rows a caller reaches. */
export const GROUPS = ['self', 'colleague', 'theirs'] as const;
export type Group = (typeof GROUPS)[number];

/** A note has an author, and `user_id` is the owner where every row has one (on a bill it is only who was charged). */
function isPerson({ name, required }: Column): boolean {
  return name === 'author_id' || (name === 'user_id' && required);
}

export function personColumns({ name: table, columns }: Relation): string[] {
  if (table === 'users') return ['id'];
  return columns.filter(isPerson).map(({ name }) => name);
}

/** True when the table says of each row to which organisation or person it belongs. */
export function hasOwners(relation: Relation): boolean {
  return relation.name === 'users' || relation.columns.some(({ name }) => name === 'organization_id');
}

/** The rows of a group: ours by this user, ours by a colleague (only where rows have a person), theirs. */
export function belongsTo(sql: TransactionSql, relation: Relation, group: Group) {
  if (!hasOwners(relation)) return group === 'theirs' ? sql`true` : sql`false`;
  const [person] = personColumns(relation);
  if (relation.name === 'users') return sql`id = ${{ self: SELF, colleague: COLLEAGUE, theirs: STRANGER }[group]}`;
  const organization = sql`organization_id = ${group === 'theirs' ? THEIRS : OURS}`;
  if (person === undefined) return group === 'colleague' ? sql`false` : organization;
  if (group === 'theirs') return organization;
  return sql`${organization} and ${sql(person)} = ${group === 'self' ? SELF : COLLEAGUE}`;
}

/** Two organisations with a row in every table, and of each row that belongs to a person a twin of a colleague. */
export async function insertSampleRows(sql: Sql): Promise<void> {
  await insertSampleOrganization(sql, OURS);
  await insertSampleOrganization(sql, THEIRS);
  await sql`insert into users (id, name) values (${COLLEAGUE}, 'Colleague')`;
  await sql.begin(async (transaction) => {
    for (const relation of await relations(transaction)) {
      if (relation.name === 'users' || !isTable(relation) || personColumns(relation).length === 0) continue;
      const row = await copyOfRow(transaction, relation, 'self', COLLEAGUE);
      if (row !== null) await insertRow(transaction, relation, row, Object.keys(row));
    }
  });
}

/** A row of a group as it would be for another person, under a key of its own; null when the sample has no such row. */
export async function copyOfRow(
  sql: TransactionSql,
  relation: Relation,
  group: Group,
  person: string,
): Promise<{ [column: string]: unknown } | null> {
  const [found] = await sql<{ row: string }[]>`
    select to_jsonb(r)::text as row from ${sql(relation.name)} r where ${belongsTo(sql, relation, group)} limit 1`;
  if (found === undefined) return null;
  const row: { [column: string]: unknown } = JSON.parse(found.row);
  for (const { name } of relation.columns.filter(({ generated }) => generated)) delete row[name];
  for (const key of ['id', 'mutation_id']) if (key in row) row[key] = relation.name === 'users' ? person : randomUUID();
  for (const column of personColumns(relation)) if (column in row) row[column] = person;
  return row;
}

/** Inserts the given columns of a row. As JSON text, so that the database and not the driver knows the types. */
export async function insertRow(
  sql: TransactionSql,
  { name }: Relation,
  row: { [column: string]: unknown },
  columns: string[],
): Promise<void> {
  await sql`insert into ${sql(name)} (${sql(columns)})
    select ${sql(columns)} from jsonb_populate_record(null::${sql(`public.${name}`)}, ${JSON.stringify(row)}::text::jsonb)`;
}
