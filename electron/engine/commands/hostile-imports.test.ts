import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { ImportRefusal, readExport } from '../../../renderer/data/import/read-export.ts';
import { runImport } from '../../../renderer/data/import/run-import.ts';
import { deepJson, hostileValue } from '../testing/hostile/hostile-values.ts';
import { testDesk } from '../testing/test-desk.ts';

/** The same files at each run; a failure names the seed and the path to it. */
const SEED = 20261128;
const rowOf = (fields: Record<string, unknown>) =>
  fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, fc.oneof(fc.constant(value), hostileValue)]),
    ),
    {
      requiredKeys: [],
    },
  );
const projects = rowOf({
  id: 'p',
  title: 'A',
  onboarding_brief: 'b',
  timezone: 'Europe/Oslo',
  cadence_config: { mode: 'weekly', days: [2], delivery_hour: 7 },
  deleted_at: null,
});
const episodes = rowOf({ id: 'e', project_id: 'p', sequence_number: 1, title: 'B', summary: 's', deleted_at: null });
const blocks = rowOf({
  id: 'b',
  episode_id: 'e',
  position: 1,
  type: 'SIGNAL',
  title: 'C',
  content: 'c',
  deleted_at: null,
});
const notes = rowOf({
  id: 'n',
  project_id: 'p',
  content: 'd',
  scope: 'GENERAL',
  priority: 'HIGH',
  status: 'pending',
  deleted_at: null,
});
const cadence = rowOf({ mode: 'weekly', days: [2, 2, 9], delivery_hour: 7 });

function zipOf(
  tables: { [name: string]: unknown },
  manifest: unknown = { format: 'showrunner-export', version: 1 },
): Uint8Array {
  const files = {
    'manifest.json': manifest,
    ...Object.fromEntries(Object.entries(tables).map(([name, rows]) => [`tables/${name}.json`, rows])),
  };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, value]) => [name, strToU8(JSON.stringify(value) ?? '')])),
    { level: 0 },
  );
}

const anExport = fc.record({
  projects: fc.array(projects, { maxLength: 2 }),
  episodes: fc.array(episodes, { maxLength: 2 }),
  blocks: fc.array(blocks, { maxLength: 2 }),
  planning_notes: fc.array(notes, { maxLength: 2 }),
});

describe('an export that somebody made', () => {
  test('is refused in words, or imported whole: an engine takes all that was accepted', {
    timeout: 300_000,
  }, async () => {
    await using desk = await testDesk();
    await desk.engine.command('project.create', { title: 'Kept' });
    const withCadence = fc.tuple(anExport, cadence).map(([tables, cadence_config]) => ({
      ...tables,
      projects: tables.projects.map((row) => ({ ...row, cadence_config })),
    }));
    let imported = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(anExport, withCadence), async (tables) => {
        const read = readExport(zipOf(tables));
        const made = await runImport(desk.engine, read, () => undefined);
        imported += made.projects;
      }),
      { seed: SEED, numRuns: 60 },
    );
    expect(imported).toBeGreaterThan(20);
    expect((await desk.engine.query('projects.list', {})).some(({ title }) => title === 'Kept')).toBe(true);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  const good = zipOf({ projects: [{ id: 'p', title: 'A' }], episodes: [], blocks: [], planning_notes: [] });

  test('that is damaged anywhere is refused or read, and nothing else', () => {
    const damaged = fc
      .tuple(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length))
      .map(([place, value, length]) => {
        const copy = good.slice();
        copy[place] = value;
        return length % 3 === 0 ? copy.slice(0, length) : copy;
      });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 300 })), (bytes) => {
        try {
          readExport(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(ImportRefusal);
        }
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  test.each<[string, Uint8Array]>([
    ['a manifest that is a list', zipOf({}, [])],
    ['a manifest of another program', zipOf({}, { format: 'else', version: 1 })],
    ['a version that is no number', zipOf({}, { format: 'showrunner-export', version: '1' })],
    ['a table that is an object', zipOf({ projects: {}, episodes: [], blocks: [], planning_notes: [] })],
    ['rows that are none', zipOf({ projects: [null], episodes: [], blocks: [], planning_notes: [] })],
    [
      'JSON that is deeper than a stack',
      zipOf({ projects: [[deepJson(3_000)]], episodes: [], blocks: [], planning_notes: [] }),
    ],
    [
      'files that name other folders',
      zipSync({ '../manifest.json': strToU8('{}'), '/tables/projects.json': strToU8('[]') }),
    ],
    ['nothing', new Uint8Array()],
  ])('%s is refused', (_, bytes) => {
    expect(() => readExport(bytes)).toThrow(ImportRefusal);
  });
});
