import { describe, expect, it } from 'vitest';
import { nextDeliverySlots } from '../../shared/domain/cadence.ts';
import cases from '../../shared/domain/cadence-cases.json' with { type: 'json' };
import type { CadenceConfig } from '../../shared/ipc/commands.ts';
import { generationScene } from '../testing/generation-scene.ts';

const scene = generationScene();

async function slotsInSql(cadence: CadenceConfig, timezone: string, after: Date, count: number): Promise<Date[]> {
  const rows = await scene.sql<{ slot: Date }[]>`
    with recursive slots as (
      select next_delivery_slot(${JSON.stringify(cadence)}::text::jsonb, ${timezone}, ${after}) as slot, 1 as n
      union all
      select next_delivery_slot(${JSON.stringify(cadence)}::text::jsonb, ${timezone}, s.slot), s.n + 1 from slots s where s.n < ${count}
    )
    select slot from slots where slot is not null order by slot`;
  return rows.map(({ slot }) => slot);
}

describe('next_delivery_slot', () => {
  it.each(cases)('$name', async ({ cadence, timezone, after, slots }) => {
    const found = await slotsInSql(cadence as CadenceConfig, timezone, new Date(after), Math.max(slots.length, 1));
    expect(found).toEqual(slots.map((slot) => new Date(slot)));
  });

  it('has no answer for a cadence that cannot be read', async () => {
    for (const cadence of [
      '{}',
      '{"mode": "hourly", "days": [], "delivery_hour": 1}',
      '{"mode": "daily", "delivery_hour": 24}',
      '{"mode": "custom", "days": [7], "delivery_hour": 1}',
      '{"mode": "weekly", "days": 1, "delivery_hour": 1}',
    ]) {
      const [row] = await scene.sql`select next_delivery_slot(${cadence}::text::jsonb, 'UTC', now()) as slot`;
      expect(row?.slot, cadence).toBeNull();
    }
  });
});

describe('a project', () => {
  it('is refused with a cadence or a time zone that nobody can read', async () => {
    const studio = await scene.studio();
    const refused = { code: 'SR400', hint: expect.any(String) };
    await expect(
      scene.sql`update projects set cadence_config = '{"mode": "hourly"}' where id = ${studio.project}`,
    ).rejects.toMatchObject(refused);
    for (const zone of ['Mars/Olympus', 'XYZ-3', '', 'CEST', 'posix/Europe/London', 'localtime']) {
      await expect(
        scene.sql`update projects set timezone = ${zone} where id = ${studio.project}`,
        zone,
      ).rejects.toMatchObject(refused);
      await expect(
        scene.sql`update organizations set timezone = ${zone} where id = ${studio.organization}`,
        zone,
      ).rejects.toMatchObject(refused);
    }
  });

  it('has the zone that a desk means by a name which Postgres takes for an abbreviation', async () => {
    const summer = new Date('2026-07-01T00:00:00Z');
    const daily: CadenceConfig = { mode: 'daily', days: [], delivery_hour: 7 };
    for (const zone of ['CET', 'MET', 'EET', 'WET', 'EST', 'MST', 'HST', 'PST8PDT', 'NZ-CHAT', 'UTC', 'Etc/GMT+5']) {
      const studio = await scene.studio();
      const [saved] = await scene.sql<{ timezone: string }[]>`
        update projects set timezone = ${zone} where id = ${studio.project} returning timezone`;
      const inSql = await slotsInSql(daily, saved?.timezone ?? '', summer, 1);
      expect(inSql, zone).toEqual(nextDeliverySlots(daily, zone, summer, 1));
    }
  });
});
