import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { member } from '../../cloud/testing/as-caller.ts';
import { insertion, present, syncCaller, update } from '../../cloud/testing/sync-caller.ts';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';

const database = sampleDatabase();
const ada = member('user_of_org_ours', 'org_ours');
const ben = member('user_ben', 'org_ours');

async function addEpisode(): Promise<string> {
  const id = randomUUID();
  await database.sql`insert into episodes (id, organization_id, project_id, sequence_number)
    values (${id}, 'org_ours', ${database.ours.project}, 100)`;
  return id;
}

async function addBlock(episode: string, content: string): Promise<string> {
  const id = randomUUID();
  await database.sql`insert into blocks (id, organization_id, episode_id, content) values (${id}, 'org_ours', ${episode}, ${content})`;
  return id;
}

async function episodeStatistics(id: string) {
  const [row] = await database.sql<{ word_count: number; reading_minutes: number | null; rev: string }[]>`
    select word_count, reading_minutes, rev from episodes where id = ${id}`;
  return present(row);
}

describe('word counts', () => {
  it.each([
    ['', 0],
    ['# One heading\n\n- two\n- three\n\n---\n', 4],
    ['“Quoted” words, don’t count | punctuation *alone*', 6],
    ['été 2026 — à Zürich', 5],
    ['a  b\tc\u00a0d', 4],
  ])('of %j is %i', async (content, expected) => {
    const block = await addBlock(await addEpisode(), content);
    const [row] = await database.sql`select word_count from blocks where id = ${block}`;
    expect(row?.word_count).toBe(expected);
  });

  it('of an episode follow its blocks, whoever writes, moves or deletes them', async () => {
    const [first, second] = [await addEpisode(), await addEpisode()];
    const block = await addBlock(first, 'word '.repeat(300));
    await addBlock(first, 'two words');
    expect(await episodeStatistics(first)).toMatchObject({ word_count: 302, reading_minutes: 2 });
    await database.sql`update blocks set content = 'one' where id = ${block}`;
    expect(await episodeStatistics(first)).toMatchObject({ word_count: 3, reading_minutes: 1 });
    await database.sql`update blocks set episode_id = ${second} where id = ${block}`;
    expect(await episodeStatistics(first)).toMatchObject({ word_count: 2 });
    expect(await episodeStatistics(second)).toMatchObject({ word_count: 1 });
    await database.sql`delete from blocks where id = ${block}`;
    expect(await episodeStatistics(second)).toMatchObject({ word_count: 0, reading_minutes: 0 });
  });

  it('change the episode once for a transaction of many blocks, and not at all when the sum stays', async () => {
    const episode = await addEpisode();
    const before = Number((await episodeStatistics(episode)).rev);
    await database.sql`insert into blocks (organization_id, episode_id, content)
      select 'org_ours', ${episode}, 'four words every time' from generate_series(1, 25)`;
    expect(await episodeStatistics(episode)).toMatchObject({ word_count: 100, rev: String(before + 1) });
    await database.sql`update blocks set content = 'four words once more' where episode_id = ${episode}`;
    expect(await episodeStatistics(episode)).toMatchObject({ rev: String(before + 1) });
  });

  it('are right when two people change two blocks of one episode at once', async () => {
    const episode = await addEpisode();
    const blocks = [await addBlock(episode, 'one'), await addBlock(episode, 'one')];
    const connections = blocks.map(() => postgres(database.url, { max: 1, onnotice: () => {} }));
    try {
      for (let round = 2; round < 12; round++) {
        await Promise.all(
          connections.map(
            (sql, n) => sql`update blocks set content = ${'word '.repeat(round)} where id = ${blocks[n] ?? ''}`,
          ),
        );
        expect((await episodeStatistics(episode)).word_count).toBe(2 * round);
      }
    } finally {
      await Promise.all(connections.map((sql) => sql.end()));
    }
  });
});

describe('the history of a block', () => {
  const versions = (block: string) => database.sql<{ content: string; author: string | null; rev: number }[]>`
    select content, author, block_rev::int as rev from block_versions where block_id = ${block} order by block_rev`;
  const contents = async (block: string) => (await versions(block)).map(({ content }) => content);

  it('folds the bursts of one desk, and keeps every state of others', async () => {
    const desk = syncCaller(database.sql, ada);
    const block = insertion('blocks', { episode_id: await addEpisode(), content: 'H' });
    await desk.push([block]);
    await desk.push([update('blocks', block.id, 1, { content: 'Hello' })]);
    await desk.push([update('blocks', block.id, 2, { content: 'Hello there' })]);
    expect(await versions(block.id)).toMatchObject([{ content: 'Hello there', author: 'user_of_org_ours', rev: 3 }]);

    const otherDesk = syncCaller(database.sql, ada);
    await otherDesk.push([update('blocks', block.id, 3, { content: 'same person, other desk' })]);
    await syncCaller(database.sql, ben).push([update('blocks', block.id, 4, { content: 'other person' })]);
    await database.sql`update blocks set content = 'n8n' where id = ${block.id}`;
    await database.sql`update blocks set content = 'n8n again' where id = ${block.id}`;
    expect(await contents(block.id)).toEqual([
      'Hello there',
      'same person, other desk',
      'other person',
      'n8n',
      'n8n again',
    ]);
  });

  it('begins a new version after five minutes', async () => {
    const desk = syncCaller(database.sql, ada);
    const block = insertion('blocks', { episode_id: await addEpisode(), content: 'morning' });
    await desk.push([block]);
    await database.sql.begin(async (t) => {
      await t`set local session_replication_role = replica`; // the only way past the guard
      await t`update block_versions set created_at = now() - interval '6 minutes' where block_id = ${block.id}`;
    });
    await desk.push([update('blocks', block.id, 1, { content: 'evening' })]);
    expect(await contents(block.id)).toEqual(['morning', 'evening']);
  });

  it('never folds a restore over the text it replaces', async () => {
    const desk = syncCaller(database.sql, ada);
    const block = insertion('blocks', { episode_id: await addEpisode(), content: 'old' });
    await syncCaller(database.sql, ben).push([block]);
    await desk.push([update('blocks', block.id, 1, { content: 'new, and soon regretted' })]);
    await desk.push([update('blocks', block.id, 2, { content: 'old' })]);
    expect(await contents(block.id)).toEqual(['old', 'new, and soon regretted', 'old']);
  });

  it('is not told of changes that are not text', async () => {
    const block = await addBlock(await addEpisode(), 'text');
    await database.sql`update blocks set position = 40 where id = ${block}`;
    expect(await contents(block)).toEqual(['text']);
  });
});
