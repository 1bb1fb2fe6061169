import { runQuery } from '../queries/run-query.ts';
import type { Store } from '../store/contract.ts';

interface Named {
  title: string | null;
  path: string | null;
}

/** Titles and pages of audited things that are on this machine, by "type id". */
export async function nameThings(
  store: Store,
  things: readonly { type: string; id: string }[],
): Promise<ReadonlyMap<string, Named>> {
  const rows = await runQuery(store, 'activity.named_things', { things: JSON.stringify(things) });
  return new Map(rows.map(({ type, id, title, path }) => [`${type} ${id}`, { title, path }]));
}
