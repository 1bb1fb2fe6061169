import { describe, expect, test } from 'vitest';
import type { LocalEngine } from '../../open-engine.ts';
import { testCloud } from '../../testing/test-cloud.ts';
import { testDesk } from '../../testing/test-desk.ts';

const SETTLE_MS = 50_000;

/** Two desks of which each has changed the same words offline, and one conflict at Ben's. */
async function clash() {
  const cloud = await testCloud();
  const ada = await testDesk({ cloud, user: 'user_ada', tokens: cloud.tokens('user_ada') });
  const ben = await testDesk({ cloud, user: 'user_ben', tokens: cloud.tokens('user_ben') });
  const { id: project } = await ada.engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await ada.engine.command('episode.create', { project_id: project, title: 'Pilot' });
  const id = (await ada.engine.query('blocks.of_episode', { episode_id: episode }))[0]?.id ?? '';
  await ada.engine.command('block.edit', { id, base_content: '', content: 'A bank\nis old' });
  await ada.engine.settle(SETTLE_MS);
  await ben.engine.settle(SETTLE_MS);
  for (const [desk, line] of [
    [ada, 'A fast new bank'],
    [ben, 'The slow bank of Ben'],
  ] as const) {
    await desk.engine.command('sync.set-offline', { offline: true });
    await desk.engine.command('block.edit', { id, base_content: 'A bank\nis old', content: `${line}\nis old` });
  }
  for (const desk of [ada, ben]) {
    await desk.engine.command('sync.set-offline', { offline: false });
    await desk.engine.settle(SETTLE_MS);
  }
  return {
    ada: ada.engine,
    ben: ben.engine,
    text: async (engine: LocalEngine) =>
      (await engine.query('blocks.of_episode', { episode_id: episode }))[0]?.content ?? '',
    edit: async (engine: LocalEngine, content: string) => {
      const base_content = (await engine.query('blocks.of_episode', { episode_id: episode }))[0]?.content ?? '';
      await engine.command('block.edit', { id, base_content, content });
    },
    async [Symbol.asyncDispose]() {
      await ada[Symbol.asyncDispose]();
      await ben[Symbol.asyncDispose]();
      await cloud[Symbol.asyncDispose]();
    },
  };
}

/** The version that the text does not show: to choose it changes something. */
function hidden(text: string): { choice: 'mine' | 'theirs'; words: string } {
  return text.includes('A fast new bank')
    ? { choice: 'mine', words: 'The slow bank of Ben' }
    : { choice: 'theirs', words: 'A fast new bank' };
}

/** Two desks and a cloud each, in milliseconds; a machine busy with other tests takes most of it to start them. */
const TEST_MS = 180_000;

describe('deciding a conflict', { timeout: TEST_MS }, () => {
  test('keeps what was typed since on the same words as a conflict of its own', async () => {
    await using scene = await clash();
    const { ben } = scene;
    const [conflict] = await ben.query('conflicts.open', {});
    const { choice, words } = hidden(await scene.text(ben));
    await ben.command('sync.set-offline', { offline: true });
    await scene.edit(ben, 'Something quite different since\nis old');
    await ben.command('conflict.resolve', { id: conflict?.id ?? '', choice });
    const open = await ben.query('conflicts.open', {});
    const kept = [await scene.text(ben), ...open.map(({ mine, theirs }) => JSON.stringify([mine, theirs]))].join(' ');
    expect(kept).toContain('Something quite different since');
    expect(kept).toContain(words);
  });

  test('can be undone: the text is as before, and the conflict is open again, for both', async () => {
    await using scene = await clash();
    const { ada, ben } = scene;
    const before = await scene.text(ben);
    const [conflict] = await ben.query('conflicts.open', {});
    const id = conflict?.id ?? '';
    const { choice, words } = hidden(before);
    await ben.command('conflict.resolve', { id, choice });
    await ben.settle(SETTLE_MS);
    expect(await scene.text(ben)).toContain(words);
    expect(await ben.query('conflicts.open', {})).toEqual([]);
    await ben.command('conflict.reopen', { id });
    for (const engine of [ben, ada]) await engine.settle(SETTLE_MS);
    expect(await scene.text(ben)).toBe(before);
    expect(await scene.text(ada)).toBe(before);
    expect((await ben.query('conflicts.open', {})).map((one) => one.id)).toEqual([id]);
  });

  test('at once on two desks ends with one text on both, and nothing is gone', async () => {
    await using scene = await clash();
    const { ada, ben } = scene;
    const [conflict] = await ben.query('conflicts.open', {});
    for (const engine of [ada, ben]) await engine.command('sync.set-offline', { offline: true });
    await scene.edit(ada, 'Ada decides by typing\nis old');
    await ben.command('conflict.resolve', { id: conflict?.id ?? '', choice: hidden(await scene.text(ben)).choice });
    for (const engine of [ada, ben]) {
      await engine.command('sync.set-offline', { offline: false });
      await engine.settle(SETTLE_MS);
    }
    await ada.settle(SETTLE_MS);
    expect(await scene.text(ada)).toBe(await scene.text(ben));
    const records = [...(await ada.query('conflicts.open', {})), ...(await ben.query('conflicts.open', {}))];
    const kept = [await scene.text(ada), ...records.map(({ mine, theirs }) => JSON.stringify([mine, theirs]))].join(
      ' ',
    );
    expect(kept).toContain('Ada decides by typing');
    expect(kept).toContain('The slow bank of Ben');
  });

  test('differently on two desks offline, and undone on both, ends each time with one text, and nothing is gone', async () => {
    await using scene = await clash();
    const { ada, ben } = scene;
    const both = [ada, ben];
    for (const [engine, words] of [
      [ada, 'Ada says it anew'],
      [ben, 'Ben says it anew'],
    ] as const) {
      await engine.command('sync.set-offline', { offline: true });
      await scene.edit(engine, `${words}\nis old`);
    }
    // Ben's comes first this time, so that Ada has a conflict too.
    for (const engine of [ben, ada]) {
      await engine.command('sync.set-offline', { offline: false });
      await engine.settle(SETTLE_MS);
    }
    await ben.settle(SETTLE_MS);
    const [atAda] = await ada.query('conflicts.open', {});
    const [atBen] = await ben.query('conflicts.open', {});
    expect(atAda?.row_id).toBe(atBen?.row_id);

    const apart = async (decide: () => Promise<unknown>) => {
      for (const engine of both) await engine.command('sync.set-offline', { offline: true });
      await decide();
      for (const engine of both) await engine.command('sync.set-offline', { offline: false });
      for (const engine of [...both, ...both]) await engine.settle(SETTLE_MS);
      expect(await scene.text(ada)).toBe(await scene.text(ben));
      const records = [...(await ada.query('conflicts.open', {})), ...(await ben.query('conflicts.open', {}))];
      return [await scene.text(ada), ...records.map(({ mine, theirs }) => JSON.stringify([mine, theirs]))].join(' ');
    };
    const [before, decidedByAda, decidedByBen] = [
      await scene.text(ada),
      'The words that Ada decided on',
      'The words that Ben decided on',
    ];
    const kept = await apart(async () => {
      await ada.command('conflict.resolve', { id: atAda?.id ?? '', choice: 'merged', text: `${decidedByAda}\nis old` });
      await ben.command('conflict.resolve', { id: atBen?.id ?? '', choice: 'merged', text: `${decidedByBen}\nis old` });
    });
    expect(kept).toContain(decidedByAda);
    expect(kept).toContain(decidedByBen);
    const undone = await apart(async () => {
      await ada.command('conflict.reopen', { id: atAda?.id ?? '' });
      await ben.command('conflict.reopen', { id: atBen?.id ?? '' });
    });
    for (const line of before.split('\n')) expect(undone).toContain(line);
    for (const words of [decidedByAda, decidedByBen]) expect(undone).toContain(words);
    expect(await ada.query('conflicts.open', {})).toContainEqual(expect.objectContaining({ id: atAda?.id }));
    expect(await ben.query('conflicts.open', {})).toContainEqual(expect.objectContaining({ id: atBen?.id }));
  });

  test('for the value that stood there anyway leaves what was given instead of it since', async () => {
    await using scene = await clash();
    const { ada, ben } = scene;
    const project = (await ben.query('projects.names', {}))[0]?.id ?? '';
    for (const [engine, title] of [
      [ada, 'Banks'],
      [ben, 'Lenders'],
    ] as const) {
      await engine.command('sync.set-offline', { offline: true });
      await engine.command('project.update', { id: project, patch: { title } });
    }
    for (const engine of [ada, ben]) {
      await engine.command('sync.set-offline', { offline: false });
      await engine.settle(SETTLE_MS);
    }
    const open = async () => (await ben.query('conflicts.open', {})).filter(({ row_id }) => row_id === project);
    const [conflict] = await open();
    const choice = conflict?.merged === conflict?.mine ? 'mine' : 'theirs';
    await ben.command('project.update', { id: project, patch: { title: 'Who lends' } });
    await ben.command('conflict.resolve', { id: conflict?.id ?? '', choice });
    expect((await ben.query('projects.names', {}))[0]?.title).toBe('Who lends');
    expect(await open()).toEqual([]);
  });

  test('by keeping things as they are changes nothing that was given since', async () => {
    await using scene = await clash();
    const { ben } = scene;
    const [conflict] = await ben.query('conflicts.open', {});
    const id = conflict?.id ?? '';
    await scene.edit(ben, 'Something quite different since\nis old');
    await ben.command('conflict.resolve', { id, choice: 'merged' });
    expect(await scene.text(ben)).toBe('Something quite different since\nis old');
    expect(await ben.query('conflicts.open', {})).toEqual([]);
    await ben.command('conflict.reopen', { id });
    expect(await scene.text(ben)).toBe('Something quite different since\nis old');
  });
});
