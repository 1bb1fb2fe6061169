import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchHit, SearchRequest } from '../../../shared/ipc/search.ts';
import { testDesk } from '../testing/test-desk.ts';

let desk: Awaited<ReturnType<typeof testDesk>>;
let project: string;
let episode: string;
let block: string;

beforeAll(async () => {
  desk = await testDesk({ search: true });
  const { engine } = desk;
  ({ id: project } = await engine.command('project.create', { title: 'Grid storage in the North' }));
  const { id: other } = await engine.command('project.create', { title: 'Museums' });
  ({ id: episode } = await engine.command('episode.create', {
    project_id: project,
    title: 'What a battery is paid for',
  }));
  ({ id: block } = await engine.command('block.create', {
    episode_id: episode,
    after_block_id: null,
    content: 'The tariff for storage fell in Zürich. 東京の電力会社は入札を始めた。 Later, the regulation came.',
  }));
  await engine.command('note.create', { project_id: project, content: 'More on regulation, please' });
  await engine.command('note.create', { project_id: other, content: 'Nothing about the storage of paintings' });
});
afterAll(() => desk[Symbol.asyncDispose]());

async function find(request: string | SearchRequest) {
  await desk.engine.searchCaughtUp();
  return desk.engine.search(typeof request === 'string' ? { text: request } : request);
}
const named = (hits: SearchHit[]) => hits.map(({ kind }) => kind).sort();
const marked = (hit: SearchHit | undefined) => hit?.snippet.filter((piece) => piece.hit).map(({ text }) => text);

describe('search', () => {
  it('finds every kind of thing as it is typed, and shows where', async () => {
    expect(named((await find('stor')).hits)).toEqual(['block', 'note', 'project']);
    const { hits } = await find('regul');
    expect(named(hits)).toEqual(['block', 'note']);
    expect(marked(hits.find(({ kind }) => kind === 'note'))).toEqual(['regulation']);
    expect(hits.find(({ kind }) => kind === 'block')).toMatchObject({
      ...{
        id: block,
        episode_id: episode,
        project_id: project,
        project_title: 'Grid storage in the North',
        status: 'DRAFT',
      },
    });
  });

  it('finds what was written a moment ago', async () => {
    await find('quagga');
    const { id } = await desk.engine.command('note.create', { project_id: project, content: 'The quagga question' });
    expect(named((await desk.engine.search({ text: 'quagga' })).hits)).toEqual(['note']);
    await desk.engine.command('note.remove', { id });
    expect((await desk.engine.search({ text: 'quagga' })).hits).toEqual([]);
  });

  it('says that it is behind when much has come, until it has all of it', async () => {
    expect((await find('zebra')).indexing).toBeNull();
    await desk.engine.store.transaction({ origin: 'sync' }, (tx) =>
      tx.query(
        `insert into planning_notes (organization_id, project_id, author_id, content)
         select organization_id, id, 'n8n', 'zebra ' || n from projects, generate_series(1, 150) n where id = $1::uuid`,
        [project],
      ),
    );
    const early = await desk.engine.search({ text: 'zebra' });
    expect(early).toMatchObject({ hits: [], indexing: { done: 0, total: 0 } });
    const late = await find('zebra');
    expect(late).toMatchObject({ more: true, indexing: null });
    await desk.engine.store.transaction({ origin: 'sync' }, (tx) =>
      tx.query("delete from planning_notes where content like 'zebra %'"),
    );
  });

  it('reads what comes a few at a time, and much in all, into the index once', async () => {
    await find('yak');
    const { store } = desk.engine;
    for (let portion = 0; portion < 12; portion += 1) {
      await store.transaction({ origin: 'sync' }, (tx) =>
        tx.query(
          `insert into planning_notes (organization_id, project_id, author_id, content)
           select organization_id, id, 'n8n', 'yak ' || n from projects, generate_series(1, 60) n where id = $1::uuid`,
          [project],
        ),
      );
    }
    expect((await desk.engine.search({ text: 'yak' })).indexing).toEqual({ done: 0, total: 0 });
    expect(await find('yak')).toMatchObject({ more: true, indexing: null });
    await store.transaction({ origin: 'sync' }, (tx) =>
      tx.query("delete from planning_notes where content like 'yak %'"),
    );
  });

  it('narrows by kind, project, status and time', async () => {
    expect(named((await find({ text: 'storage', kinds: ['note'] })).hits)).toEqual(['note']);
    expect(named((await find({ text: 'storage', project_id: project })).hits)).toEqual(['block', 'project']);
    expect(named((await find({ text: 'storage', status: 'DRAFT' })).hits)).toEqual(['block']);
    expect(named((await find({ text: 'storage', status: 'pending' })).hits)).toEqual(['note']);
    expect((await find({ text: 'storage', since: '2999-01-01T00:00:00Z' })).hits).toEqual([]);
  });

  it('takes accents, phrases and scripts without spaces as a person means them', async () => {
    expect(marked((await find('zurich')).hits[0])).toEqual(['Zürich']);
    expect(named((await find('"the regulation came"')).hits)).toEqual(['block']);
    expect((await find('"regulation the came"')).hits).toEqual([]);
    expect(marked((await find('電力会社')).hits[0])).toEqual(['電力会社']);
    expect((await find('電社')).hits).toEqual([]);
  });

  it('forgives a typing error, and says what it searched for', async () => {
    const { hits, corrected } = await find('regualtion');
    expect(named(hits)).toEqual(['block', 'note']);
    expect(corrected).toEqual([{ typed: 'regualtion', used: ['regulation'] }]);
    expect(marked(hits[0])).toEqual(['regulation']);
    expect((await find('xylophone')).hits).toEqual([]);
  });

  it('follows edits and deletions', async () => {
    const { engine } = desk;
    const { hits } = await find('tariff');
    expect(named(hits)).toEqual(['block']);
    const { rows } = await engine.store.query<{ content: string }>('select content from blocks where id = $1', [block]);
    await engine.command('block.edit', {
      id: block,
      base_content: rows[0]?.content ?? '',
      content: 'Only quokkas now',
    });
    expect((await find('tariff')).hits).toEqual([]);
    expect(named((await find('quokka')).hits)).toEqual(['block']);
    await engine.command('episode.remove', { id: episode });
    expect((await find('quokka')).hits).toEqual([]);
    await engine.command('episode.restore', { id: episode });
    expect(named((await find('quokka')).hits)).toEqual(['block']);
  });

  it('refuses what is no search', async () => {
    await expect(desk.engine.search({ text: 'a', limit: 5000 })).rejects.toMatchObject({ code: 'bad-request' });
  });
});

it('makes the index anew when its file is damaged', async () => {
  const { path, ...first } = await damagedDesk();
  await writeFile(path, 'this is not a database');
  await using desk = await testDesk({ dataDir: first.dataDir, search: true });
  await desk.engine.searchCaughtUp();
  expect((await desk.engine.search({ text: 'wombat' })).hits).toHaveLength(1);
  await first.remove();
});

async function damagedDesk() {
  const made = await testDesk({ search: true });
  await made.engine.command('project.create', { title: 'Wombats' });
  await made.engine.searchCaughtUp();
  await made.engine.close();
  return {
    dataDir: made.dataDir,
    path: join(made.dataDir, 'search/index.sqlite'),
    remove: () => made[Symbol.asyncDispose](),
  };
}
