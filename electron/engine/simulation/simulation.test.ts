import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../../cloud/testing/database.ts';
import type { Schedule } from './actions.ts';
import { CAUGHT_CORPUS, OWN_CORPUS, readCorpus } from './corpus/corpus.ts';
import { generateSchedule } from './generate-schedule.ts';
import { describeFinding, play } from './play.ts';
import { Stage } from './stage.ts';

/** In stretches, so that a failure names the one it is in and the others still run. */
const STRETCHES = 10;
const STRETCH = 20;
const ON_DISKS = 8;
/** Generous for a drowned machine: a hang is what it is for. */
const STRETCH_LIMIT_MS = 600_000;

let database: TestDatabase;
let stage: Stage;

beforeAll(async () => {
  database = await createDatabase();
  stage = await Stage.open(database.url);
});

afterAll(async () => {
  await stage?.close();
  await database?.drop();
});

async function expectKept(schedule: Schedule): Promise<void> {
  const finding = await play(stage, schedule);
  if (finding !== null) expect.fail(`Seed "${schedule.seed}". ${describeFinding(finding)}`);
}

describe('schedules that broke a promise once', async () => {
  const entries = [...(await readCorpus(OWN_CORPUS)), ...(await readCorpus(CAUGHT_CORPUS))];
  it.each(entries)('$name', { timeout: STRETCH_LIMIT_MS }, ({ schedule }) => expectKept(schedule));
});

describe('every promise is kept', () => {
  it.each(Array.from({ length: STRETCHES }, (_, stretch) => stretch * STRETCH))(
    `in the ${STRETCH} schedules from number %i`,
    { timeout: STRETCH_LIMIT_MS },
    async (from) => {
      for (let number = from; number < from + STRETCH; number += 1)
        await expectKept(generateSchedule(String(number), 'pooled'));
    },
  );

  it(`in ${ON_DISKS} schedules on machines that lose their power`, { timeout: STRETCH_LIMIT_MS }, async () => {
    for (let number = 0; number < ON_DISKS; number += 1) await expectKept(generateSchedule(String(number), 'disk'));
  });
});
