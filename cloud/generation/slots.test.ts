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

  it('agrees with the TypeScript on every zone that both know', async () => {
    const known = await scene.sql<{ name: string }[]>`select name from pg_timezone_names`;
    const names = new Set(known.map(({ name }) => name));
    const zones = Intl.supportedValuesOf('timeZone').filter((zone) => names.has(zone));
    expect(zones.length).toBeGreaterThan(400);
    // Rules of these years are settled, so both time zone databases have the same.
    const starts = ['2022-03-20', '2022-10-25', '2023-04-20', '2024-03-28', '2024-10-30'];
    const wrong: string[] = [];
    for (const [index, zone] of zones.entries()) {
      const after = new Date(`${starts[index % starts.length]}T${String(index % 24).padStart(2, '0')}:30:00Z`);
      const cadence: CadenceConfig = { mode: 'daily', days: [], delivery_hour: index % 5 };
      const inSql = await slotsInSql(cadence, zone, after, 8);
      const inTypeScript = nextDeliverySlots(cadence, zone, after, 8);
      if (JSON.stringify(inSql) !== JSON.stringify(inTypeScript)) wrong.push(`${zone} ${after.toISOString()}`);
    }
    expect(wrong).toEqual([]);
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
    for (const zone of ['Mars/Olympus', 'XYZ-3', '']) {
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
});
