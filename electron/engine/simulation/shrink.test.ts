import { expect, it } from 'vitest';
import type { Action, Schedule } from './actions.ts';
import { generateSchedule } from './generate-schedule.ts';
import { shrink } from './shrink.ts';

const isKill = (action: Action) => action.do === 'kill';
const isSync = (action: Action) => action.do === 'sync';

/** Fails when, after a kill, something syncs; as a bug would that shows only then. */
async function fails({ actions }: Schedule): Promise<boolean> {
  const kill = actions.findIndex(isKill);
  return kill >= 0 && actions.slice(kill).some(isSync);
}

/** Some schedule of the generator's in which that happens among much else. */
async function failing(): Promise<Schedule> {
  for (let seed = 0; ; seed += 1) {
    const schedule = generateSchedule(`shrink ${seed}`, 'pooled');
    if (schedule.desks > 2 && schedule.page_rows && schedule.actions.length > 30 && (await fails(schedule)))
      return schedule;
  }
}

it('leaves nothing that is not needed', async () => {
  const smallest = await shrink(await failing(), fails, 1_000);
  expect(smallest.actions.map((action) => action.do)).toEqual(['kill', 'sync']);
  expect(smallest.desks).toBe(1);
  expect(smallest.page_rows).toBeUndefined();
});

it('plays no more schedules than it may, and answers one that fails', async () => {
  let plays = 0;
  const smallest = await shrink(
    await failing(),
    (candidate) => {
      plays += 1;
      return fails(candidate);
    },
    10,
  );
  expect(plays).toBeLessThanOrEqual(10);
  expect(await fails(smallest)).toBe(true);
});
