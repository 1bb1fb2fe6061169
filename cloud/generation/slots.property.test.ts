import { beforeAll, expect, it } from 'vitest';
import { clockChanges, slotsByTemporal } from '../../shared/domain/testing/slots-by-temporal.ts';
import type { CadenceConfig } from '../../shared/ipc/commands.ts';
import { generationScene } from '../testing/generation-scene.ts';
import { between, pick, seededRandom } from '../worker/seeded-random.ts';

const scene = generationScene();

/** The rules of these years are settled, so the zones of Postgres and those of Node are the same. */
const FIRST_DAY = '2015-01-01';
const YEARS = 10;
const FIRST = Date.parse(FIRST_DAY);
const LAST = Date.parse('2025-01-01');
const HOUR = 3_600_000;
const RANDOM_MOMENTS_PER_ZONE = 12;
const BATCH = 2000;
const SAVED_UNDER_ANOTHER_NAME = new Set(['CET', 'MET', 'EET', 'WET', 'EST', 'MST', 'HST']);

interface Case {
  cadence: CadenceConfig;
  zone: string;
  after: number;
}

let zones: string[] = [];

beforeAll(async () => {
  const known = await scene.sql<{ name: string }[]>`
    select name from pg_timezone_names where name !~ '^(posix|right)/' order by name`;
  // The names that Postgres takes for abbreviations are saved under another; see the project's test in slots.test.ts.
  zones = known.map(({ name }) => name).filter((name) => isZoneOfNode(name) && !SAVED_UNDER_ANOTHER_NAME.has(name));
});

function isZoneOfNode(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What next_delivery_slot says otherwise than Temporal. */
async function differences(cases: Case[]): Promise<string[]> {
  const wrong: string[] = [];
  for (let start = 0; start < cases.length; start += BATCH) {
    const batch = cases.slice(start, start + BATCH);
    const rows = await scene.sql<{ slot: number | null }[]>`
      select (extract(epoch from next_delivery_slot(c.cadence, c.zone, to_timestamp(c.after / 1000))) * 1000)::float8 as slot
      from jsonb_array_elements(${JSON.stringify(batch)}::text::jsonb) with ordinality g (u, n),
        jsonb_to_record(u) c (cadence jsonb, zone text, after float8)
      order by n`;
    for (const [index, { cadence, zone, after }] of batch.entries()) {
      const slot = rows[index]?.slot ?? null;
      const [expected = null] = slotsByTemporal(cadence, zone, after, 1);
      if (slot === expected) continue;
      wrong.push(`${zone} ${JSON.stringify(cadence)} after ${iso(after)}: ${iso(slot)}, not ${iso(expected)}`);
    }
  }
  return wrong;
}

function iso(at: number | null): string {
  return at === null ? 'never' : new Date(at).toISOString();
}

it('knows every zone of the desks', () => {
  expect(Intl.supportedValuesOf('timeZone').filter((zone) => !zones.includes(zone))).toEqual([]);
  expect(zones.length).toBeGreaterThan(580);
});

it('says what Temporal says around every change of every zone in ten years', async () => {
  const random = seededRandom('changes of the clock');
  const cases: Case[] = [];
  for (const zone of zones) {
    for (const { at, hours } of clockChanges(zone, FIRST_DAY, YEARS)) {
      for (const delivery_hour of hours) {
        const after = at - between(random, 0, 30) * HOUR;
        cases.push({ cadence: { mode: 'daily', days: [], delivery_hour }, zone, after });
      }
    }
  }
  expect(cases.length).toBeGreaterThan(10_000);
  expect(await differences(cases)).toEqual([]);
});

it('says what Temporal says at any moment, for any cadence, in every zone', async () => {
  const random = seededRandom('any moment');
  const cases: Case[] = [];
  for (const zone of zones) {
    for (let n = 0; n < RANDOM_MOMENTS_PER_ZONE; n += 1) {
      const days = [0, 1, 2, 3, 4, 5, 6].filter(() => random() < 0.4);
      cases.push({
        cadence: {
          mode: pick(random, ['daily', 'weekdays', 'weekly', 'custom']),
          days: days.length === 0 ? [between(random, 0, 6)] : days,
          delivery_hour: between(random, 0, 23),
        },
        zone,
        after: between(random, FIRST / 1000, LAST / 1000) * 1000,
      });
    }
  }
  expect(await differences(cases)).toEqual([]);
});
