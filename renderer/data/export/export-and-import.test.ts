import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { JsonRow, SyncedTable } from '../../../shared/sync/protocol.ts';
import { readExport } from '../import/read-export.ts';
import { countImport, type ImportEngine, runImport } from '../import/run-import.ts';
import { buildExport } from './build-export.ts';

const cadence_config = { mode: 'weekly', days: [2], delivery_hour: 7 };
const tables: Partial<Record<SyncedTable, JsonRow[]>> = {
  projects: [
    {
      id: 'p1',
      title: 'Ferries / piers?',
      onboarding_brief: 'Who reads it',
      timezone: 'Europe/Oslo',
      cadence_config,
      memories: [
        { id: 'm1', content: 'No quadrants', source: 'interaction', importance: 3, created_at: '2026-09-22T07:00:00Z' },
        { id: 'm2', content: ' ' },
        'no memory',
      ],
      deleted_at: null,
    },
    {
      id: 'p2',
      title: 'Gone',
      onboarding_brief: '',
      timezone: 'UTC',
      cadence_config,
      deleted_at: '2026-11-01T00:00:00Z',
    },
  ],
  episodes: [
    {
      id: 'e1-aaaaaa',
      project_id: 'p1',
      sequence_number: 1,
      title: 'الموانئ',
      summary: 'S',
      status: 'PUBLISHED',
      sources: [{ id: 's1', title: 'Port statistics', url: 'https://example.org', credibility: 0.9, by: 'n8n' }, null],
      published_at: null,
      deleted_at: null,
    },
    {
      id: 'e2',
      project_id: 'p1',
      sequence_number: 2,
      title: '',
      summary: '',
      status: 'DRAFT',
      published_at: null,
      deleted_at: null,
    },
  ],
  blocks: [
    {
      id: 'b2',
      episode_id: 'e1-aaaaaa',
      position: 20,
      type: 'SIGNAL',
      title: 'Second',
      content: 'two 字',
      deleted_at: null,
    },
    { id: 'b1', episode_id: 'e1-aaaaaa', position: 10, type: 'MARKDOWN', title: '', content: 'one', deleted_at: null },
  ],
  planning_notes: [
    {
      id: 'n1',
      project_id: 'p1',
      content: 'Used',
      scope: 'GENERAL',
      priority: 'HIGH',
      status: 'incorporated',
      deleted_at: null,
    },
  ],
  agent_memories: [
    { id: 'm1', project_id: 'p1', content: 'Older', source: 'interaction', importance: 0.5, deleted_at: null },
    { id: 'm3', project_id: 'p1', content: 'Moved', source: 'finder', importance: 0.5, deleted_at: null },
    { id: 'm4', project_id: 'p1', content: 'Over', expires_at: '2020-01-01T00:00:00Z', deleted_at: null },
    { id: 'm5', project_id: 'p1', content: 'Forgotten', deleted_at: '2026-11-01T00:00:00Z' },
  ],
};

async function exported(): Promise<Uint8Array> {
  const parts = await buildExport({
    readPage: async (table) => tables[table] ?? [],
    readUnsent: async () => [{ mutation_id: 'm' }],
    organization: { id: 'org_a', name: 'Meridian' },
    user: { id: 'user_ada', name: 'Ada' },
    now: new Date('2026-11-28T12:00:00Z'),
    onProgress: () => undefined,
  });
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

describe('an export', () => {
  it('is a ZIP of every table, and of the texts as people read them', async () => {
    const files = unzipSync(await exported());
    expect(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))).toMatchObject({
      format: 'showrunner-export',
      version: 1,
      tables: { projects: 2, episodes: 2, blocks: 2, chat_messages: 0 },
      unsent: 1,
    });
    expect(JSON.parse(strFromU8(files['tables/projects.json'] ?? new Uint8Array()))).toEqual(tables.projects);
    const text = files['texts/Ferries piers/001 الموانئ aaaaaa.md'];
    expect(strFromU8(text ?? new Uint8Array())).toBe(
      '---\ntitle: "الموانئ"\nstatus: PUBLISHED\nsummary: "S"\n---\n\none\n\ntwo 字\n',
    );
  });

  it('can be read again: what is live, in its order', async () => {
    const read = readExport(await exported());
    expect(countImport(read)).toEqual({ projects: 1, episodes: 1, texts: 2, notes: 1 });
    expect(read.projects[0]?.episodes[0]?.blocks.map(({ content }) => content)).toEqual(['one', 'two 字']);
    expect(read.projects[0]).toMatchObject({ cadence: cadence_config, timezone: 'Europe/Oslo' });
  });

  it('has the memories that the cloud has moved out of a project, too', async () => {
    const [project] = readExport(await exported()).projects;
    expect(project?.memories.map(({ content, source }) => [content, source])).toEqual([
      ['No quadrants', 'interaction'],
      ['Moved', 'interaction'],
    ]);
  });

  it('is made anew by commands, paused, with used notes put away', async () => {
    const given: [string, unknown][] = [];
    const engine = {
      async command(name: string, payload: unknown) {
        given.push([name, payload]);
        return { id: `new ${given.length}`, done: true };
      },
      query: async () => [],
    } as unknown as ImportEngine;
    await runImport(engine, readExport(await exported()), () => undefined);
    expect(given.map(([name]) => name)).toEqual([
      'project.create',
      'project.update',
      'project.recall',
      'project.recall',
      'episode.import',
      'note.create',
      'note.update',
    ]);
    expect(given[1]?.[1]).toEqual({ id: 'new 1', patch: { status: 'PAUSED' } });
    expect(given[2]?.[1]).toMatchObject({
      project_id: 'new 1',
      memory: { content: 'No quadrants', source: 'interaction', importance: 1, created_at: '2026-09-22T07:00:00Z' },
    });
    expect(given[4]?.[1]).toEqual({
      project_id: 'new 1',
      title: 'الموانئ',
      summary: 'S',
      sources: [{ title: 'Port statistics', url: 'https://example.org', credibility: 0.9 }],
      blocks: [
        { type: 'MARKDOWN', title: '', content: 'one' },
        { type: 'SIGNAL', title: 'Second', content: 'two 字' },
      ],
    });
    expect(JSON.stringify(given)).not.toMatch(/"(p1|e1-aaaaaa|b1|b2|n1|m1|s1)"/);
  });

  it('of an episode with more text than one command takes is made in portions, in order', async () => {
    const blocks = Array.from({ length: 250 }, (_, index) => ({
      title: '',
      type: 'MARKDOWN' as const,
      content: `${index}`,
    }));
    blocks.push({ title: '', type: 'MARKDOWN', content: 'long '.repeat(100_000) });
    const episode = { title: 'Ferries', summary: '', sources: [], blocks };
    const about = { title: 'P', brief: '', timezone: '', cadence: null, memories: [], notes: [] };
    const given: { name: string; blocks: number; after: unknown }[] = [];
    const engine = {
      async command(name: string, payload: { blocks?: unknown[]; after_block_id?: string }) {
        if (payload.blocks !== undefined)
          given.push({ name, blocks: payload.blocks.length, after: payload.after_block_id });
        return { id: 'new', ids: payload.blocks?.map((_, index) => `${given.length}.${index}`) };
      },
      query: async () => [{ id: 'first' }, { id: 'last of the first portion' }],
    } as unknown as ImportEngine;
    const made = await runImport(
      engine,
      { madeAt: '', organization: '', projects: [{ ...about, episodes: [episode] }] },
      () => undefined,
    );
    expect(given).toEqual([
      { name: 'episode.import', blocks: 200, after: undefined },
      { name: 'block.import', blocks: 50, after: 'last of the first portion' },
      { name: 'block.import', blocks: 1, after: '2.49' },
    ]);
    expect(made).toEqual({ projects: 1, episodes: 1, texts: 251, notes: 0 });
  });
});

describe('a file that is no export', () => {
  const zip = (files: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
  const manifest = (version: number) => JSON.stringify({ format: 'showrunner-export', version });

  it.each<[string, Uint8Array, RegExp]>([
    ['not a ZIP', strToU8('hello'), /not a ZIP file/],
    ['a ZIP of something else', zip({ 'word/document.xml': '' }), /manifest.json is missing/],
    ['of another program', zip({ 'manifest.json': '{"format":"other"}' }), /not an export of Showrunner/],
    ['of a newer version', zip({ 'manifest.json': manifest(2) }), /newer version/],
    ['without its tables', zip({ 'manifest.json': manifest(1) }), /tables\/\w+.json is missing/],
    ['with a broken manifest', zip({ 'manifest.json': '{' }), /damaged/],
    [
      'with a table that is no list',
      zip({
        'manifest.json': manifest(1),
        'tables/projects.json': '{}',
        'tables/episodes.json': '[]',
        'tables/blocks.json': '[]',
        'tables/planning_notes.json': '[]',
        'tables/agent_memories.json': '[]',
      }),
      /holds no rows/,
    ],
  ])('%s is refused with its reason', (_, file, reason) => {
    expect(() => readExport(file)).toThrow(reason);
  });
});
