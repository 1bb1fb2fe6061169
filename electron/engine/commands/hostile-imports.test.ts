import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { ImportRefusal, readExport } from '../../../renderer/data/import/read-export.ts';
import { runImport } from '../../../renderer/data/import/run-import.ts';
import { FILE_BYTES, readFile } from '../../../renderer/export/read-files.ts';
import { deepJson, hostileValue } from '../testing/hostile/hostile-values.ts';
import { testDesk } from '../testing/test-desk.ts';

/** The same files at each run; a failure names the seed and the path to it. */
const SEED = 20261128;
const repeated = (text: string) => text.repeat(Math.floor((FILE_BYTES - 1_000) / text.length));

/** Text files that have broken readers of Markdown and YAML, or kept one busy for an hour: here the test's own limit ends it. */
const TEXTS: readonly [what: string, text: string][] = [
  ['a heading of spaces', `# x${repeated(' ')}y`],
  ['a heading that closes for ever', `# x ${repeated('#')}y`],
  ['a head that is deeper than a stack', `---\na: ${'['.repeat(50_000)}\n---\nx`],
  [
    'a head that is deeper by indents',
    `---\n${Array.from({ length: 900 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')}\n---\nx`,
  ],
  ['a head that has no end', `---\n${repeated('a: b\n')}`],
  ['a head of the same key', `---\n${repeated('a: b\n')}---\nx`],
  ['a head of tags', `---\na: ${'!a '.repeat(30_000)}\n---\nx`],
  ['a head of many keys', `---\n${Array.from({ length: 60_000 }, (_, n) => `k${n}: v`).join('\n')}\n---\nx`],
  ['a head that is a number', '---\n1\n---\nx'],
  [
    'keys that objects have',
    '---\n__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\ntitle: x\n---\nx',
  ],
  ['a title that is a list', '---\ntitle: [a, b]\nsources: {a: b}\nnumber: -0\ndate: {}\n---\nx'],
  ['a tag of another language', '---\ntitle: !!js/function "process.exit()"\n---\nx'],
  ['a title of symbols of two units', `---\ntitle: ${'🎙'.repeat(400)}\n---\nx`],
  ['block marks with no end', `<!-- block {${repeated('}')}`],
  ['block marks that say anything', '<!-- block {"type":"SQL","title":{"__proto__":{"polluted":true}}} -->\nx'],
  ['escapes', repeated('\\')],
  ['brackets', repeated('[')],
  ['stars', repeated('*a_ ')],
  ['quotes in quotes', repeated('>')],
  [
    'backticks of all lengths',
    Array.from({ length: 1_300 }, (_, n) => '`'.repeat(n))
      .join(' ')
      .slice(0, 900_000),
  ],
  ['half a character', 'half \ud800 and \udc00'],
];

const file = (text: ConstructorParameters<typeof File>[0][number]) => new File([text], '../../etc/passwd.md');

test('a text file is read or refused in words, and an engine takes what was read', {
  timeout: 300_000,
}, async () => {
  await using desk = await testDesk();
  const { id: project } = await desk.engine.command('project.create', { title: 'Kept' });
  const take = async (given: File, what: string) => {
    const read = await readFile(given);
    if (read.state === 'refused') {
      expect(read.reason, what).toMatch(/^It|^The|^There/);
      return;
    }
    const { title, summary, blocks, sources } = read.document;
    const asked = sources.map(({ credibility = null, ...source }) => ({ ...source, credibility }));
    await desk.engine.command('episode.import', { project_id: project, title, summary, sources: asked, blocks });
  };
  for (const [what, text] of TEXTS) await take(file(text), what);
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          '---\n',
          '# ',
          'title: ',
          '<!-- block -->\n',
          '{}',
          '&a ',
          '*a',
          '\n',
          '`',
          '\ud800',
          ' #',
          '- x',
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join('')),
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyText, fc.uint8Array({ maxLength: 400 })), (given) =>
      take(file(given as ConstructorParameters<typeof File>[0][number]), 'random'),
    ),
    { seed: SEED, numRuns: 150 },
  );
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  expect((await desk.engine.query('projects.list', {})).map(({ title }) => title)).toEqual(['Kept']);
});

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
const memories = rowOf({
  id: 'm',
  project_id: 'p',
  content: 'e',
  source: 'feedback',
  importance: 0.5,
  expires_at: null,
  created_at: '2026-09-22T07:00:00Z',
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
  agent_memories: fc.array(memories, { maxLength: 2 }),
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

  const good = zipOf({
    projects: [{ id: 'p', title: 'A' }],
    episodes: [],
    blocks: [],
    planning_notes: [],
    agent_memories: [],
  });

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
    [
      'a table that is an object',
      zipOf({ projects: {}, episodes: [], blocks: [], planning_notes: [], agent_memories: [] }),
    ],
    [
      'rows that are none',
      zipOf({ projects: [null], episodes: [], blocks: [], planning_notes: [], agent_memories: [] }),
    ],
    [
      'JSON that is deeper than a stack',
      zipOf({ projects: [[deepJson(3_000)]], episodes: [], blocks: [], planning_notes: [], agent_memories: [] }),
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
