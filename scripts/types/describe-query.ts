import { type PGlite, protocol } from '@electric-sql/pglite';
import { columnType, type LocalColumn } from './local-tables.ts';
import type { NamedQuery } from './named-query.ts';
import { readPlan } from './query-plan.ts';
import type { TypeCatalogue } from './typescript-type.ts';

export interface DescribedColumn {
  name: string;
  type: string;
  nullable: boolean;
}

export interface DescribedQuery {
  query: NamedQuery;
  /** As it runs: without the `!` of aliases. */
  sql: string;
  parameters: { name: string; type: string; postgresType: string }[];
  columns: DescribedColumn[];
  tables: string[];
}

interface Field {
  name: string;
  tableID: number;
  columnID: number;
  dataTypeID: number;
}

/**
 * Asks Postgres itself what a query takes and gives (Parse and Describe of the wire protocol). A column is not null when it
 * is a `not null` column of a table that no outer join makes optional, or when its alias ends in `!`; expressions may be null.
 */
export async function describeQuery(
  database: PGlite,
  types: TypeCatalogue,
  schema: LocalColumn[],
  query: NamedQuery,
): Promise<DescribedQuery> {
  const { parameterTypes, fields } = await describeStatement(database, query.sql);
  const sql = query.sql.replace(/"(\w+)!"/g, '$1');
  const plan = await readPlan(database, sql);

  const columns = fields.map((field): DescribedColumn => {
    const forced = field.name.endsWith('!');
    const name = forced ? field.name.slice(0, -1) : field.name;
    // The page would ask for one name and be given another.
    if (!/^\w+$/.test(name)) throw new Error(`"${field.name}" is no name of a column; only a "!" may end an alias`);
    const source = schema.find(
      (column) => column.table_oid === field.tableID && column.column_number === field.columnID,
    );
    const annotated = query.typed.find((annotation) => annotation.column === name);
    return {
      name,
      type: annotated?.type ?? columnType(source, types) ?? types.typescript(field.dataTypeID),
      nullable: !forced && !(source?.not_null && !plan.optionalTables.has(source.table_name)),
    };
  });
  for (const { column } of query.typed) {
    if (!columns.some(({ name }) => name === column)) throw new Error(`@type names "${column}", which is no column`);
  }
  return {
    query,
    sql,
    parameters: query.parameters.map((name, index) => {
      const oid = parameterTypes[index];
      if (oid === undefined) throw new Error(`parameter :${name} has no type`);
      return { name, type: types.typescript(oid), postgresType: types.name(oid) };
    }),
    columns,
    tables: [...new Set([...plan.tables, ...query.reads])].sort(),
  };
}

async function describeStatement(
  database: PGlite,
  sql: string,
): Promise<{ parameterTypes: number[]; fields: Field[] }> {
  await database.execProtocol(protocol.serialize.parse({ text: sql }), {});
  try {
    const { messages } = await database.execProtocol(protocol.serialize.describe({ type: 'S' }), {});
    const parameterTypes: number[] = [];
    const fields: Field[] = [];
    for (const message of messages) {
      if (message instanceof protocol.messages.ParameterDescriptionMessage) parameterTypes.push(...message.dataTypeIDs);
      if (message instanceof protocol.messages.RowDescriptionMessage) fields.push(...message.fields);
    }
    return { parameterTypes, fields };
  } finally {
    await database.execProtocol(protocol.serialize.sync(), {});
  }
}
