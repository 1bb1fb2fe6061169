import type { QueryName, QueryParams, QueryRow } from '../../../shared/ipc/contract.ts';
import { QUERY_STATEMENTS } from '../generated/queries.ts';
import type { Store } from '../store/contract.ts';
import { bindParameters } from './bind-parameters.ts';

/** True for the name of a query that exists; for names that came over the port. */
export function isQueryName(name: string): name is QueryName {
  return Object.hasOwn(QUERY_STATEMENTS, name);
}

/**
 * Runs a named query; the answer is the rows as JSON text made by Postgres, which is three times cheaper than decoding rows and
 * can be compared with the last answer as it is. Rejects with a ParameterError or a StoreError.
 */
export async function readQueryText(store: Pick<Store, 'query'>, name: QueryName, params: unknown): Promise<string> {
  const statement = QUERY_STATEMENTS[name];
  const values = bindParameters(statement, params);
  const sql = `select coalesce(json_agg(row_to_json(answer)), '[]')::text as rows from (${statement.sql}) answer`;
  const { rows } = await store.query<{ rows: string }>(sql, values);
  const [row] = rows;
  if (!row) throw new Error(`query ${name} gave no answer`);
  return row.rows;
}

/** Runs a named query once. Timestamps are ISO strings, numerics numbers, jsonb values. */
export async function runQuery<Q extends QueryName>(
  store: Pick<Store, 'query'>,
  name: Q,
  params: QueryParams<Q>,
): Promise<QueryRow<Q>[]> {
  return JSON.parse(await readQueryText(store, name, params));
}
