import type { Store } from '../store/contract.ts';

/** Names of the people this desk knows, by user id. */
export async function memberNames(store: Store): Promise<ReadonlyMap<string, string>> {
  const { rows } = await store.query<{ id: string; name: string }>('select id, name from users');
  return new Map(rows.map(({ id, name }) => [id, name]));
}
