import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineError, Response } from '../../../shared/ipc/contract.ts';
import { STORE_COMMANDS } from '../commands/registry.ts';
import { QUERY_STATEMENTS } from '../generated/queries.ts';
import { nearlyFitting } from '../testing/hostile/arbitrary-of-schema.ts';
import { deepJson, hostileValue, INHERITED_NAMES } from '../testing/hostile/hostile-values.ts';
import { TestPage } from '../testing/port-pair.ts';
import { testDesk } from '../testing/test-desk.ts';

/** The page is ours, but what runs in it may not be: a text that became a script, an extension, a bug. The engine is real. */
let desk: Awaited<ReturnType<typeof testDesk>>;
let page: TestPage;
const logged: string[] = [];
const ids: { [key: string]: unknown[] } = {};

beforeAll(async () => {
  desk = await testDesk({ platform: { log: (line) => logged.push(line) } });
  const { engine } = desk;
  const project = await engine.command('project.create', { title: 'Kept' });
  const episode = await engine.command('episode.create', { project_id: project.id, title: 'Kept' });
  const block = await engine.command('block.create', {
    episode_id: episode.id,
    after_block_id: null,
    content: 'Kept.',
  });
  const note = await engine.command('note.create', { project_id: project.id, content: 'Kept' });
  ids.id = [project.id, episode.id, block.id, note.id];
  Object.assign(ids, {
    project_id: [project.id],
    episode_id: [episode.id],
    after_block_id: [block.id, null],
    block_id: [block.id],
  });
  page = new TestPage();
  engine.connect(page.port);
});
afterAll(() => desk[Symbol.asyncDispose]());

/** An answer gives away nothing of the engine's insides, and no request finds a defect. */
function expectCivil(response: Response): void {
  if (response.ok) return;
  const { code, message }: EngineError = response.error;
  expect(code, message).not.toBe('internal');
  expect(message.length).toBeLessThan(2_000);
  expect(message).not.toMatch(
    /\bat .*\.[jt]s\b|node_modules|PGlite|SQLSTATE|syntax error|relation "|column "|0x[0-9a-f]{6}/,
  );
}

async function expectUnharmed(): Promise<void> {
  const { rows } = await desk.engine.store.query<{ there: number; problems: number }>(
    `select (select count(*)::int from projects) as there, (select count(*)::int from outbox where patch is null) as problems`,
  );
  expect(rows[0]?.there).toBeGreaterThan(0);
  expect(rows[0]?.problems).toBe(0);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
}

const RUNS = { numRuns: 25, endOnFailure: true };

describe('a hostile page', () => {
  test.each(Object.keys(STORE_COMMANDS))('cannot harm with %s', async (name) => {
    const command = Object.entries(STORE_COMMANDS).find(([one]) => one === name)?.[1];
    if (command === undefined) throw new Error(name);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 9, arbitrary: nearlyFitting(command.payload, ids) }, { weight: 1, arbitrary: hostileValue }),
        async (payload) => {
          expectCivil(await page.request({ kind: 'command', name, payload }));
        },
      ),
      RUNS,
    );
    await expectUnharmed();
  });

  test.each(Object.keys(QUERY_STATEMENTS))('cannot harm with the query %s', async (name) => {
    const statement = Object.entries(QUERY_STATEMENTS).find(([one]) => one === name)?.[1];
    if (statement === undefined) throw new Error(name);
    const params = fc.record(
      Object.fromEntries(
        statement.parameters.map((parameter) => [parameter.name, fc.oneof(hostileValue, fitting(parameter.type))]),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 9, arbitrary: params }, { weight: 1, arbitrary: hostileValue }),
        async (given) => {
          expectCivil(await page.request({ kind: 'query', name, params: given }));
        },
      ),
      { ...RUNS, numRuns: 12 },
    );
  });

  test('is told that there is no such thing, by any name an object has of itself', async () => {
    for (const name of INHERITED_NAMES) {
      for (const kind of ['command', 'query', 'ask', 'subscribe']) {
        const fields = kind === 'command' ? { payload: {} } : { params: {}, subscription: 1 };
        const answer = await page.request({ kind, name, ...fields });
        expect(answer, `${kind} ${name}`).toMatchObject({ ok: false, error: { code: 'bad-request' } });
        expectCivil(answer);
      }
    }
  });

  test('sends what no contract knows: it is refused or not answered, and the next request is', async () => {
    const envelope = fc.record(
      {
        v: fc.oneof(fc.constant(1), hostileValue),
        id: fc.oneof(fc.integer({ min: 1_000_000, max: 2_000_000 }), hostileValue),
        kind: fc.oneof(fc.constantFrom('command', 'query', 'ask', 'subscribe', 'unsubscribe', 'token'), hostileValue),
        name: hostileValue,
        payload: hostileValue,
        params: hostileValue,
        subscription: hostileValue,
        wanted: hostileValue,
        token: hostileValue,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(envelope, hostileValue), async (message) => {
        page.sendRaw(message);
        expect(await page.request({ kind: 'query', name: 'projects.list', params: {} })).toMatchObject({ ok: true });
      }),
      { numRuns: 100 },
    );
  });

  test('sends what only a MessagePort can carry', async () => {
    const circular: { [key: string]: unknown } = {};
    circular.self = circular;
    const strange: unknown[] = [
      circular,
      10n,
      new Map([['a', 1]]),
      new Date(Number.NaN),
      new Uint8Array(9),
      /x/,
      undefined,
      new Error('x'),
    ];
    for (const value of strange) {
      const payloads = [
        value,
        { event_type: 'x', event_data: value },
        { event_type: 'x', event_data: { value } },
        { title: value },
      ];
      for (const payload of payloads) {
        for (const name of ['event.record', 'project.create']) {
          expectCivil(await page.requestAsIs({ kind: 'command', name, payload }));
        }
      }
      expectCivil(await page.requestAsIs({ kind: 'query', name: 'projects.get', params: value }));
      expectCivil(await page.requestAsIs({ kind: 'ask', name: 'activity.audit', params: value }));
    }
  });

  test('sends JSON deeper than a stack', async () => {
    for (const levels of [100, 5_000, 50_000]) {
      const deep = deepJson(levels);
      expectCivil(
        await page.requestAsIs({
          kind: 'command',
          name: 'event.record',
          payload: { event_type: 'x', event_data: { deep } },
        }),
      );
      expectCivil(await page.requestAsIs({ kind: 'command', name: 'project.create', payload: deep }));
      expectCivil(await page.requestAsIs({ kind: 'query', name: 'projects.list', params: deep }));
    }
    await expectUnharmed();
  });

  test('sends texts with characters that cannot be kept: all the others are', async () => {
    const { engine } = desk;
    const { id: project_id } = await engine.command('project.create', { title: 'Texts' });
    const { id: episode_id } = await engine.command('episode.create', { project_id, title: 'Texts' });
    const first = { episode_id, after_block_id: null, content: 'Kept.' };
    const { id } = await engine.command('block.create', first);
    const content = 'Kept \ud83d and \u0000 all the rest 🚆';
    const payload = { id, base_content: 'Kept.', content };
    expect(await page.requestAsIs({ kind: 'command', name: 'block.edit', payload })).toMatchObject({ ok: true });
    const blocks = await engine.query('blocks.of_episode', { episode_id });
    expect(blocks.find((block) => block.id === id)?.content).toBe('Kept \ufffd and \ufffd all the rest 🚆');
  });

  test('sends texts larger than any text of a person', async () => {
    const huge = 'x'.repeat(20_000_000);
    const [block] = ids.block_id ?? [];
    for (const [name, payload] of [
      ['block.edit', { id: block, base_content: huge, content: `${huge}y` }],
      ['project.create', { title: 'Large', onboarding_brief: huge }],
      ['event.record', { event_type: 'x', event_data: { huge } }],
    ] as const) {
      expect(await page.requestAsIs({ kind: 'command', name, payload }), name).toMatchObject({ ok: false });
    }
    await expectUnharmed();
  });

  test('opens thousands of subscriptions: a few hundred are kept, the rest refused', async () => {
    const answers = await Promise.all(
      Array.from({ length: 3_000 }, (_, subscription) =>
        page.request({ kind: 'subscribe', subscription, name: 'projects.list', params: {} }),
      ),
    );
    const open = answers.filter(({ ok }) => ok).length;
    expect(open).toBeGreaterThan(0);
    expect(open).toBeLessThanOrEqual(200);
    answers.forEach(expectCivil);
  });

  test('asks thousands of things at once: each is answered, and another page hardly waits', async () => {
    const other = new TestPage();
    desk.engine.connect(other.port);
    const flood = Array.from({ length: 10_000 }, () =>
      page.request({ kind: 'query', name: 'projects.list', params: {} }),
    );
    expect(await other.request({ kind: 'command', name: 'project.create', payload: { title: 'Other' } })).toMatchObject(
      { ok: true },
    );
    const answers = await Promise.all(flood);
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    answers.forEach(expectCivil);
  });

  test('has left no trace of itself in the log', () => {
    expect(logged.join('\n')).not.toMatch(/drop table|polluted|<img/);
  });
});

function fitting(type: string): fc.Arbitrary<unknown> {
  if (type === 'uuid') return fc.constantFrom(...(ids.id?.length ? ids.id : ['01934f2e-7a1b-7c3d-9e4f-0123456789ab']));
  if (type.startsWith('int') || type.startsWith('float') || type === 'numeric')
    return fc.integer({ min: -5, max: 2 ** 31 - 1 });
  if (type === 'bool') return fc.boolean();
  return fc.string({ maxLength: 20 });
}
