import { createClient } from '@supabase/supabase-js';
import { elapsed, measureRounds } from '../../measure.ts';
import type { Figure } from '../../report.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { openDesk, syncDesk } from './bench-desk.ts';
import { insertNotes } from './sample-world.ts';

const SIZES = { small: 2_000, large: 200_000 };
const ROUNDS = 40;
/** The price may not grow with the organisation; the rest is room for noise. */
const GOAL = 1.5;

/** One row changed by somebody else: what it costs to learn of it, in a small and in a large organisation. */
export async function deltaPull(cloud: BenchCloud): Promise<Figure[]> {
  await insertNotes(cloud.sql, 'org_small', SIZES.small);
  await insertNotes(cloud.sql, 'org_large', SIZES.large);
  await using small = await openDesk(cloud, { organization: 'org_small' });
  await using large = await openDesk(cloud, { organization: 'org_large' });
  await syncDesk(small.engine);
  await syncDesk(large.engine);
  const pullSmall = await caller(cloud, 'org_small');
  const pullLarge = await caller(cloud, 'org_large');
  const [callSmall, callLarge, deskSmall, deskLarge] = await measureRounds(ROUNDS, [
    () => changeAnd(cloud, 'org_small', pullSmall),
    () => changeAnd(cloud, 'org_large', pullLarge),
    () => changeAnd(cloud, 'org_small', () => small.engine.settle(60_000)),
    () => changeAnd(cloud, 'org_large', () => large.engine.settle(60_000)),
  ]);
  if (!(callSmall && callLarge && deskSmall && deskLarge)) throw new Error('nothing was measured');
  const name = 'the same among 2,000';
  return [
    { name: 'delta among 200,000 rows, call', measured: callLarge, bare: { name, timing: callSmall }, goal: GOAL },
    { name: 'delta among 200,000 rows, desk', measured: deskLarge, bare: { name, timing: deskSmall }, goal: GOAL },
  ];
}

/** Changes one row, always the same, then times `pull`. */
async function changeAnd({ sql }: BenchCloud, organization: string, pull: () => Promise<unknown>): Promise<number> {
  await sql`update planning_notes set content = 'Changed ' || clock_timestamp()
    where id = (select id from planning_notes where organization_id = ${organization} order by id limit 1)`;
  return elapsed(pull);
}

/** sync_pull as a desk that has everything calls it. */
async function caller(cloud: BenchCloud, organization: string): Promise<() => Promise<void>> {
  const tokens = cloud.tokens('user_bench', organization);
  const client = createClient(cloud.url, cloud.publishableKey, { accessToken: () => tokens.getToken() });
  let cursor: unknown = null;
  const page = async (limit: number): Promise<{ more: boolean; changes: unknown[] }> => {
    const { data, error } = await client.rpc('sync_pull', { p_cursor: cursor, p_limit: limit });
    if (error !== null) throw new Error(error.message);
    cursor = data.cursor;
    return data;
  };
  while ((await page(5_000)).more);
  return async () => {
    const { changes } = await page(1_000);
    if (changes.length !== 1) throw new Error(`one row had changed and ${changes.length} came`);
  };
}
