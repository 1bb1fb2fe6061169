import { createClient } from '@supabase/supabase-js';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import type { LocalEngine } from '../../../electron/engine/open-engine.ts';
import { type PullAnswer, type PullChange, SYNCED_TABLES } from '../../../shared/sync/protocol.ts';
import type { ProducerTask } from './day-task.ts';

/** Rows of one comparison; texts of a few hundred kilobytes. */
const CHUNK = 500;

/** Every row that the cloud has for this person beside the row of this desk, column by column; answers what differs, by name. */
export async function findDrift(
  { store }: LocalEngine,
  { cloud, user, organization }: ProducerTask,
): Promise<{ drift: string[]; rows: number }> {
  const token = await mintToken({ user, organization, role: 'admin' });
  const client = createClient(cloud.url, cloud.publishableKey, { accessToken: async () => token });
  const changes: PullChange[] = [];
  let cursor: unknown = null;
  for (let more = true; more; ) {
    const { data, error } = await client.rpc('sync_pull', { p_cursor: cursor, p_limit: 1000 });
    if (error !== null) throw new Error(error.message);
    const page: PullAnswer = data;
    changes.push(...page.changes);
    cursor = page.cursor;
    more = page.more;
  }
  const drift: string[] = [];
  for (const table of SYNCED_TABLES) {
    const there = changes.filter((change) => change.table === table).map(({ row }) => row);
    for (let start = 0; start < there.length; start += CHUNK) {
      const { rows } = await store.query<{ id: string; is_here: boolean }>(
        `with there as (select row ->> 'id' as id, desk_canonical('${table}', row) as row from jsonb_array_elements($1::jsonb) row)
         select id, here.id is not null as is_here from there
         left join lateral (select t.id::text as id, to_jsonb(t) as row from ${table} t where t.id::text = there.id) here using (id)
         where here.row is distinct from there.row`,
        [JSON.stringify(there.slice(start, start + CHUNK))],
      );
      drift.push(
        ...rows.map(({ id, is_here }) => `${table} ${id} ${is_here ? 'reads otherwise here' : 'is not here'}`),
      );
    }
    const known = new Set(there.map(({ id }) => id));
    const { rows: here } = await store.query<{ id: string }>(`select id::text as id from ${table}`);
    drift.push(...here.filter(({ id }) => !known.has(id)).map(({ id }) => `${table} ${id} is here only`));
  }
  return { drift, rows: changes.length };
}
