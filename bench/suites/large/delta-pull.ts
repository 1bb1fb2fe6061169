import { elapsed, measureRounds } from '../../measure.ts';
import type { Figure } from '../../report.ts';
import type { BenchCloud } from '../sync/bench-cloud.ts';
import { SIZE_GOAL } from './queries.ts';
import type { SizedDesk } from './two-desks.ts';

const RUNS = 20;
const SETTLE_MS = 600_000;

/** Another machine changed one episode: until this one has it. */
export async function deltaPull(cloud: BenchCloud, large: SizedDesk, small: SizedDesk): Promise<Figure> {
  const learn = (desk: SizedDesk) => async () => {
    await cloud.sql`update episodes set summary = 'Changed ' || clock_timestamp()
      where id = (select id from episodes where organization_id = ${desk.organization} order by id limit 1)`;
    return elapsed(() => desk.engine.settle(SETTLE_MS));
  };
  const [measured, timing] = await measureRounds(RUNS, [learn(large), learn(small)]);
  if (!(measured && timing)) throw new Error('nothing was measured');
  return { name: 'delta pull of one row', measured, bare: { name: 'in the small one', timing }, goal: SIZE_GOAL };
}
