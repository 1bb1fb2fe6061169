import { expect, test } from 'vitest';
import type { Store } from '../store/contract.ts';
import { StoreError } from '../store/store-error.ts';
import { testDesk } from '../testing/test-desk.ts';
import type { StoreCommandName } from './registry.ts';
import { type CommandEnvironment, runStoreCommand } from './run-command.ts';

/** A desk whose every command is committed, and hears that the database broke and was replaced: once each. */
async function desk() {
  const opened = await testDesk();
  const { engine } = opened;
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Scope' });
  const environment = (lost: { answers: number }): CommandEnvironment => ({
    identity: {
      user: { id: 'user_ada', name: 'Ada' },
      organization: { id: 'org_test', name: 'Test' },
      role: 'ADMIN',
    },
    now: () => new Date(),
    onCommitted: () => undefined,
    store: {
      query: (sql, params) => engine.store.query(sql, params),
      async transaction(options, run) {
        const result = await engine.store.transaction(options, run);
        if (lost.answers === 0) return result;
        lost.answers -= 1;
        throw new StoreError('store-replaced', 'The answer was lost.');
      },
    } satisfies Pick<Store, 'query' | 'transaction'> as Store,
  });
  const run = <C extends StoreCommandName>(name: C, payload: unknown) =>
    runStoreCommand(environment({ answers: 1 }), name, payload);
  const memories = async () =>
    (await engine.query('memories.of_project', { project_id: project })).map(({ memory }) => memory);
  return { ...opened, project, episode, run, memories, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

test('a command whose commit was done and whose answer was lost is not done again, also when its edit was folded into an older one', async () => {
  await using opened = await desk();
  const { engine, project, run, memories } = opened;
  const before = (await engine.query('sync.waiting', {})).length;
  const { id } = await run('project.remember', { project_id: project, content: 'No quadrants', importance: 0.5 });
  expect(await memories()).toMatchObject([{ id, content: 'No quadrants' }]);
  // Folded into the project's own insert.
  expect(await engine.query('sync.waiting', {})).toHaveLength(before);
});

test('the same holds for as many as one flush is shared by', async () => {
  await using opened = await desk();
  const { project, run, memories } = opened;
  const texts = Array.from({ length: 40 }, (_, index) => `Memory ${index}`);
  const made = await Promise.all(
    texts.map((content) => run('project.remember', { project_id: project, content, importance: 0.5 })),
  );
  expect((await memories()).map(({ id }) => id).toSorted()).toEqual(made.map(({ id }) => id).toSorted());
});

test('what was typed is made again: the text is the same, and a conflict with a colleague is kept, and decided, once', async () => {
  await using opened = await desk();
  const { engine, episode, run } = opened;
  const [block] = await engine.query('blocks.of_episode', { episode_id: episode });
  const id = block?.id ?? '';
  const text = async () => (await engine.query('blocks.text', { id }))[0]?.content;
  await run('block.edit', { id, base_content: '', content: 'Lending' });
  expect(await text()).toBe('Lending');
  await engine.command('block.edit', { id, base_content: 'Lending', content: 'Lending to bakers' });
  const edit = { id, base_content: 'Lending', content: 'Lending to brewers' };
  const answer = await run('block.edit', edit);
  expect(answer.merged).toBe(true);
  expect(await text()).toBe(answer.content);
  const conflicts = await engine.query('conflicts.open', {});
  expect(conflicts).toHaveLength(1);
  // Done a second time it would be refused: somebody has decided it.
  await run('conflict.resolve', { id: conflicts[0]?.id ?? '', choice: 'mine' });
  expect(await engine.query('conflicts.open', {})).toEqual([]);
});

test('one cancellation is recorded, though no entry of the outbox names it', async () => {
  await using opened = await desk();
  const { engine, episode, run } = opened;
  await run('generation.cancel', { episode_id: episode });
  const { rows } = await engine.store.query("select id from generation_requests where action = 'cancel'");
  expect(rows).toHaveLength(1);
});
