import { describe, expect, test } from 'vitest';
import type { MergeConflict } from '../../../../shared/sync/merge/merge-row.ts';
import type { LocalEngine } from '../../open-engine.ts';
import { readRow } from '../../outbox/read-row.ts';
import { recordConflicts } from '../../outbox/record-conflicts.ts';
import { testDesk } from '../../testing/test-desk.ts';

const BASE = 'Rates rise.\n\nBanks wait.';
/** Ben's: the sentence that both change, and a paragraph at the end. */
const THEIRS = 'Rates fell at once.\n\nBanks wait.\n\nBen counts vans.';
/** Ada's: the sentence, and a heading that nobody else has. */
const MINE = '## Rates\n\nNobody knows where to.\n\nBanks wait.';

async function makeProject(engine: LocalEngine): Promise<{ project: string; episode: string; block: string }> {
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Pilot' });
  const block = (await engine.query('blocks.of_episode', { episode_id: episode }))[0]?.id ?? '';
  return { project, episode, block };
}

async function clashingText(engine: LocalEngine) {
  const { episode, block } = await makeProject(engine);
  await engine.command('block.edit', { id: block, base_content: '', content: THEIRS });
  await engine.command('block.edit', { id: block, base_content: BASE, content: MINE });
  const content = async () => (await engine.query('blocks.of_episode', { episode_id: episode }))[0]?.content ?? '';
  return { block, content };
}

const openId = async (engine: LocalEngine) => (await engine.query('conflicts.open', {}))[0]?.id ?? '';

/** A project's memories, each `id:content`, and a conflict of them as a merge records it. */
async function clashingMemories(engine: LocalEngine) {
  const { project } = await makeProject(engine);
  const list = (...entries: string[]) =>
    entries.map((entry) => ({ id: entry.slice(0, 1), content: entry.slice(2), importance: 1 }));
  const hold = (value: ReturnType<typeof list>) =>
    engine.store.transaction({ origin: 'sync' }, async (tx) => {
      await tx.query('update projects set memories = $2::jsonb where id = $1::uuid', [project, JSON.stringify(value)]);
    });
  const sides = { base: list('a:old'), mine: list('a:mine'), theirs: list('a:theirs', 'b:new') };
  const conflict: MergeConflict = { column: 'memories', kind: 'value', ...sides, merged: list('a:mine', 'b:new') };
  await hold(list('a:mine', 'b:new'));
  await engine.store.transaction({ origin: 'sync' }, async (tx) => {
    const place = { table: 'projects' as const, id: project, theirs: await readRow(tx, 'projects', project) };
    await recordConflicts(tx, { ...place, mineAt: new Date() }, [conflict]);
  });
  const held = async () => {
    const { rows } = await engine.store.query<{ memories: { id: string; content: string }[] }>(
      'select memories from projects where id = $1::uuid',
      [project],
    );
    return (rows[0]?.memories ?? []).map(({ id, content }) => `${id}:${content}`);
  };
  return { held, hold: (...entries: string[]) => hold(list(...entries)) };
}

describe('keeping one side of a conflict', () => {
  test('decides the words that clash, and leaves what either side wrote elsewhere in the text', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { content } = await clashingText(engine);
    const before = await content();
    expect(before).toContain('Ben counts vans.');
    const id = await openId(engine);
    await engine.command('conflict.resolve', { id, choice: 'mine' });
    expect(await content()).toBe('## Rates\n\nNobody knows where to.\n\nBanks wait.\n\nBen counts vans.');
    await engine.command('conflict.reopen', { id });
    expect(await content()).toBe(before);
    await engine.command('conflict.resolve', { id, choice: 'theirs' });
    expect(await content()).toBe(before);
  });

  test('decides the memory that clashes, and takes away none that only one side added', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { held } = await clashingMemories(engine);
    const id = await openId(engine);
    await engine.command('conflict.resolve', { id, choice: 'mine' });
    expect(await held()).toEqual(['a:mine', 'b:new']);
    await engine.command('conflict.reopen', { id });
    await engine.command('conflict.resolve', { id, choice: 'theirs' });
    expect(await held()).toEqual(['a:theirs', 'b:new']);
    await engine.command('conflict.reopen', { id });
    expect(await held()).toEqual(['a:mine', 'b:new']);
  });

  test('is carried over onto memories that came since, and its undo leaves them too', async () => {
    await using desk = await testDesk();
    const { engine } = desk;
    const { held, hold } = await clashingMemories(engine);
    const id = await openId(engine);
    await hold('a:mine', 'b:new', 'c:since');
    await engine.command('conflict.resolve', { id, choice: 'theirs' });
    expect(await held()).toEqual(['a:theirs', 'b:new', 'c:since']);
    expect(await engine.query('conflicts.open', {})).toEqual([]);
    await hold('a:theirs', 'b:new', 'c:since', 'd:later');
    await engine.command('conflict.reopen', { id });
    expect(await held()).toEqual(['a:mine', 'b:new', 'c:since', 'd:later']);
  });
});
