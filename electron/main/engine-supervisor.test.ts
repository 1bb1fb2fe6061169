import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EngineHealth } from '../../shared/ipc/desktop.ts';
import type { ToEngineProcess } from '../host/engine-process-messages.ts';
import type { Workspace } from '../host/workspace.ts';
import { channelMain } from '../testing/fake-ports.ts';
import { type FakeUtilityProcess, fakeUtilityProcess } from '../testing/fake-utility-process.ts';
import { EngineSupervisor, type OpenMessage } from './engine-supervisor.ts';

/** Longer than any wait between two starts, in milliseconds. */
const LONG_ENOUGH_MS = 10_000;

const deskOf = (organization: string): OpenMessage => {
  const workspace: Workspace = {
    workspace: 'cloud',
    dataDir: `/desks/${organization}`,
    cloud: { url: 'https://abcdefgh.supabase.co', publishableKey: 'key' },
    identity: { user: { id: 'user_1', name: '' }, organization: { id: organization, name: '' }, role: 'MEMBER' },
    tokens: { from: 'page' },
  };
  return { kind: 'open', workspace, templateDir: '/template', workerPath: '/worker.js' };
};

// Processes speak and end by setImmediate, which stays real.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());
const passed = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));

/** A supervisor whose processes answer as `run` says; each closes when it is told to, unless `run` says how. */
function scene(
  run: (engine: FakeUtilityProcess, message: ToEngineProcess) => void = () => {},
  closes: 'when told' | 'as run says' = 'when told',
) {
  const engines: FakeUtilityProcess[] = [];
  const healths: EngineHealth[] = [];
  const supervisor = new EngineSupervisor({
    fork() {
      const engine = fakeUtilityProcess();
      engine.parent.on('message', ({ data }) => {
        if (data.kind === 'close' && closes === 'when told') engine.parent.postMessage({ kind: 'closed' });
        run(engine, data);
      });
      engines.push(engine);
      return engine.process;
    },
    channel: channelMain,
    onHealth: (health) => healths.push(health),
    onNotice: () => {},
    log: () => {},
  });
  /** Which desks were opened, in order, each by a process of its own. */
  const opened = () => engines.flatMap(({ received }) => received.map((message) => (message as OpenMessage).workspace));
  return { supervisor, engines, healths, opened };
}

describe('a start that waits after a crash', () => {
  test('comes, once', async () => {
    const { supervisor, engines } = scene();
    supervisor.start(deskOf('org_1'));
    engines[0]?.crash();
    await passed();
    expect(engines).toHaveLength(1);
    vi.advanceTimersByTime(LONG_ENOUGH_MS);
    expect(engines).toHaveLength(2);
  });

  test('does not come when another desk was opened meanwhile: its store would be opened twice', async () => {
    const { supervisor, engines, opened } = scene();
    supervisor.start(deskOf('org_1'));
    engines[0]?.crash();
    await passed();
    await supervisor.close();
    supervisor.start(deskOf('org_2'));
    vi.advanceTimersByTime(LONG_ENOUGH_MS);
    expect(opened().map((workspace) => workspace.dataDir)).toEqual(['/desks/org_1', '/desks/org_2']);
  });

  test('does not come once the person has started it, nor after closing', async () => {
    const { supervisor, engines } = scene();
    supervisor.start(deskOf('org_1'));
    engines[0]?.crash();
    await passed();
    supervisor.startAgain();
    vi.advanceTimersByTime(LONG_ENOUGH_MS);
    expect(engines).toHaveLength(2);
    engines[1]?.crash();
    await passed();
    await supervisor.close();
    vi.advanceTimersByTime(LONG_ENOUGH_MS);
    expect(engines).toHaveLength(2);
  });
});

test('a store that is refused while its desk is closed ends the closing, and no page hears of it', async () => {
  const { supervisor, engines, healths, opened } = scene(({ parent }, { kind }) => {
    // As the real one: closing waits for the opening, and that has its answer first.
    if (kind === 'close') parent.postMessage({ kind: 'refused', code: 'store-newer', message: 'Too new.' });
  }, 'as run says');
  supervisor.start(deskOf('org_1'));
  await supervisor.close();
  expect(healths).toEqual([]);
  supervisor.start(deskOf('org_2'));
  expect(engines).toHaveLength(2);
  expect(opened().at(-1)?.dataDir).toBe('/desks/org_2');
});

test('a process that only reads the unsent edits may break in any way, and takes nobody with it', async () => {
  const { supervisor, engines } = scene((engine, { kind }) => {
    if (kind === 'open') engine.parent.postMessage({ kind: 'refused', code: 'store-newer', message: 'Too new.' });
    if (kind !== 'read-unsent') return;
    engine.process.emit('error', 'FatalError', 'v8::Heap', '');
    engine.crash();
  });
  supervisor.start(deskOf('org_1'));
  await passed();
  expect(await supervisor.readUnsent()).toBeNull();
  expect(engines).toHaveLength(2);
});

describe('before an update', () => {
  const update = { unsent: 0, backup: 'not-needed' };

  test('a desk without an engine needs no backup: signed out, refused, or given up after crashes', async () => {
    const { supervisor, engines, healths } = scene(({ parent }, message) => {
      if (message.kind === 'open' && message.workspace.dataDir === '/desks/newer')
        parent.postMessage({ kind: 'refused', code: 'store-newer', message: 'Too new.' });
    });
    expect(await supervisor.prepareUpdate(() => {})).toEqual(update);
    supervisor.start(deskOf('newer'));
    await passed();
    expect(healths.at(-1)).toMatchObject({ state: 'stopped', code: 'store-newer' });
    expect(await supervisor.prepareUpdate(() => {})).toEqual(update);
    supervisor.start(deskOf('org_1'));
    while (healths.at(-1)?.state !== 'stopped' || engines.length < 3) {
      engines.at(-1)?.crash();
      await passed();
      vi.advanceTimersByTime(LONG_ENOUGH_MS);
    }
    expect(healths.at(-1)).toMatchObject({ code: 'engine-crashes' });
    expect(await supervisor.prepareUpdate(() => {})).toEqual(update);
  });

  test('it is said when sending is over and the backup begins, while that is asked', async () => {
    const { supervisor, engines } = scene(({ parent }, { kind }) => {
      if (kind !== 'prepare-update') return;
      parent.postMessage({ kind: 'update-settled' });
      parent.postMessage({ kind: 'update-prepared', unsent: 0, backup: 'made' });
    });
    supervisor.start(deskOf('org_1'));
    const said = vi.fn();
    await supervisor.prepareUpdate(said);
    engines[0]?.parent.postMessage({ kind: 'update-settled' });
    await passed();
    expect(said).toHaveBeenCalledOnce();
  });

  test('an engine that ends while it is asked has made none, and nobody waits for it', async () => {
    const { supervisor, engines } = scene((engine, { kind }) => {
      if (kind === 'prepare-update') engine.crash();
    });
    supervisor.start(deskOf('org_1'));
    const failed = { unsent: 0, backup: 'failed' };
    expect(await supervisor.prepareUpdate(() => {})).toEqual(failed);
    // It starts again in a moment, and can make one then.
    expect(await supervisor.prepareUpdate(() => {})).toEqual(failed);
    expect(engines).toHaveLength(1);
  });
});
