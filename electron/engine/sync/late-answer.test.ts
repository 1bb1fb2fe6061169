import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Mutation } from '../../../shared/sync/protocol.ts';
import { testCloud } from '../testing/test-cloud.ts';
import { statusWhere, testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;

/** What becomes of calls on their way to the cloud and back, by the name of the function. */
type Fate = (name: string) => 'passes' | 'answer-lost' | 'refused' | 'not-taken';

class Line {
  now: Fate = () => 'passes';
  /** What was pushed and got through. */
  readonly sent: Mutation[] = [];

  readonly fetch: typeof fetch = async (input, init) => {
    const name = /\/rpc\/(\w+)/.exec(String(input))?.[1] ?? '';
    const fate = this.now(name);
    if (fate === 'refused') throw new TypeError('the line is down');
    if (fate === 'not-taken') return new Response('too large', { status: 413 });
    if (name === 'sync_push') this.sent.push(...JSON.parse(String(init?.body)).p_mutations);
    const answer = await fetch(input, init);
    if (fate === 'answer-lost') throw new TypeError('the line went down');
    return answer;
  };
}

describe('an episode that was made here, and whose answer comes late', () => {
  test.each([
    ['and the cloud remembers it', false],
    ['and the cloud has forgotten it, as after three months', true],
  ])('keeps what others have written into it since, %s', async (_, isForgotten) => {
    await using cloud = await testCloud();
    const line = new Line();
    await using ada = await testDesk({ cloud, tokens: cloud.tokens(), platform: { fetch: line.fetch } });
    const { id: project } = await ada.engine.command('project.create', { title: 'Fintech' });
    expect((await ada.engine.settle(SETTLE_MS)).pending_count).toBe(0);

    line.now = (name) => (name === 'sync_push' ? 'answer-lost' : 'refused');
    const { id } = await ada.engine.command('episode.create', { project_id: project, title: 'Pilot' });
    const inCloud = async () => (await cloud.sql`select * from episodes where id = ${id}`)[0];
    while ((await inCloud()) === undefined) await sleep(20);
    line.now = () => 'refused';

    await cloud.sql`update episodes set summary = 'Of theirs', sources = '[{"id": "s", "title": "Theirs"}]' where id = ${id}`;
    const [block] = await ada.engine.query('blocks.of_episode', { episode_id: id });
    await cloud.sql`update blocks set title = 'Theirs', content = 'Their text' where id = ${block?.id ?? ''}`;
    await ada.engine.command('episode.update', { id, patch: { title: 'Mine' } });
    if (isForgotten) await cloud.sql`delete from sync_mutations`;

    line.now = () => 'passes';
    const status = await ada.engine.settle(SETTLE_MS);
    expect(status).toMatchObject({ pending_count: 0, attention_count: 0, open_conflict_count: 0 });
    expect(await inCloud()).toMatchObject({ title: 'Mine', summary: 'Of theirs', sources: [{ title: 'Theirs' }] });
    const [theirs] = await cloud.sql`select title, content from blocks where id = ${block?.id ?? ''}`;
    expect(theirs).toMatchObject({ title: 'Theirs', content: 'Their text' });
    expect(await ada.engine.query('blocks.of_episode', { episode_id: id })).toMatchObject([theirs]);
  });
});

test('a text that waits before its split goes out whole, also when somebody changed its block meanwhile', async () => {
  await using cloud = await testCloud();
  const line = new Line();
  await using ada = await testDesk({ cloud, tokens: cloud.tokens(), platform: { fetch: line.fetch } });
  const { id: project } = await ada.engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await ada.engine.command('episode.create', { project_id: project, title: 'Pilot' });
  const [block] = await ada.engine.query('blocks.of_episode', { episode_id: episode });
  const id = block?.id ?? '';
  expect((await ada.engine.settle(SETTLE_MS)).pending_count).toBe(0);
  line.sent.length = 0;

  line.now = () => 'refused';
  const whole = 'One here.\n\nTwo here.';
  await ada.engine.command('block.edit', { id, base_content: '', content: whole });
  await ada.engine.command('block.split', { id, content: whole, at: whole.indexOf('Two') });
  await cloud.sql`update blocks set title = 'Theirs' where id = ${id}`;

  line.now = (name) => (name === 'sync_pull' ? 'refused' : 'passes');
  await statusWhere(ada.engine, ({ pending_count }) => pending_count === 0);
  const texts = line.sent.filter((mutation) => mutation.id === id).map(({ patch }) => patch.content);
  // The first met the changed block and was merged with it.
  expect(texts).toEqual([whole, whole, 'One here.']);
  const inCloud =
    await cloud.sql`select content from blocks where episode_id = ${episode} and deleted_at is null order by position`;
  expect(inCloud.map(({ content }) => content)).toEqual(['One here.', 'Two here.']);
});

test('words typed into a new text that was refused on its way, although it had arrived, are not taken for what the cloud has', async () => {
  await using cloud = await testCloud();
  const line = new Line();
  await using ada = await testDesk({ cloud, tokens: cloud.tokens(), platform: { fetch: line.fetch } });
  const { id: project } = await ada.engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await ada.engine.command('episode.create', { project_id: project, title: 'Pilot' });
  expect((await ada.engine.settle(SETTLE_MS)).pending_count).toBe(0);

  line.now = (name) => (name === 'sync_push' ? 'answer-lost' : 'refused');
  const place = { episode_id: episode, after_block_id: null };
  const { id } = await ada.engine.command('block.create', { ...place, content: 'One here.' });
  const inCloud = async () => (await cloud.sql`select content from blocks where id = ${id}`)[0]?.content;
  while ((await inCloud()) === undefined) await sleep(20);
  line.now = (name) => (name === 'sync_push' ? 'not-taken' : 'refused');
  await ada.engine.command('sync.now', {});
  await statusWhere(ada.engine, ({ attention_count }) => attention_count === 1);

  line.now = (name) => (name === 'sync_push' ? 'passes' : 'refused');
  const content = 'One here.\n\nTwo here.';
  await ada.engine.command('block.edit', { id, base_content: 'One here.', content });
  await statusWhere(ada.engine, ({ pending_count, attention_count }) => pending_count + attention_count === 0);
  expect(await inCloud()).toContain('Two here.');
});

test('typing that goes on while a call is under way has one record of what clashes, with all of it', async () => {
  await using cloud = await testCloud();
  const line = new Line();
  await using ada = await testDesk({ cloud, tokens: cloud.tokens(), platform: { fetch: line.fetch } });
  const { id: project } = await ada.engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await ada.engine.command('episode.create', { project_id: project, title: 'Pilot' });
  const [block] = await ada.engine.query('blocks.of_episode', { episode_id: episode });
  const id = block?.id ?? '';
  await ada.engine.command('block.edit', { id, base_content: '', content: 'The bank was safe.' });
  expect((await ada.engine.settle(SETTLE_MS)).pending_count).toBe(0);

  line.now = () => 'refused';
  const edit = (base: string, content: string) => ada.engine.command('block.edit', { id, base_content: base, content });
  await edit('The bank was safe.', 'The bank fa');
  await ada.engine.command('sync.now', {});
  await statusWhere(ada.engine, ({ connection }) => connection.state === 'unreachable');
  await edit('The bank fa', 'The bank failed in May.');
  await cloud.sql`update blocks set content = 'The bank was sold.' where id = ${id}`;
  line.now = () => 'passes';
  expect((await ada.engine.settle(SETTLE_MS)).pending_count).toBe(0);
  expect((await ada.engine.query('conflicts.open', {})).map(({ mine }) => mine)).toEqual(['The bank failed in May.']);
});
