import type { AppUpdater } from 'electron-updater';
import { expect, test } from 'vitest';
import type { UpdateState } from '../../shared/ipc/desktop.ts';
import { FakeUpdater } from '../testing/fake-updater.ts';
import { type PreparedUpdate, type Updater, Updates } from './updates.ts';

// The real one can stand where ours is asked for.
const realFits = (real: AppUpdater): Updater => real;

function scene(backup: PreparedUpdate['backup'] = 'made', platform: NodeJS.Platform = 'linux') {
  const calls: string[] = [];
  const states: UpdateState[] = [];
  const due: { ms: number; task: () => void }[] = [];
  const updater = new FakeUpdater(calls);
  const updates = new Updates({
    updater,
    onState: (state) => states.push(state),
    prepare: async (onBackup) => {
      calls.push('send and back up');
      if (backup !== 'not-needed') onBackup();
      return { unsent: 2, backup };
    },
    closeDesk: async () => void calls.push('close desk'),
    reopenDesk: async () => void calls.push('reopen desk'),
    now: () => new Date('2026-11-28T12:00:00Z'),
    onImage: (path) => calls.push(`image ${path}`),
    platform,
    after(ms, task) {
      const planned = { ms, task };
      due.push(planned);
      return () => {
        if (due.includes(planned)) due.splice(due.indexOf(planned), 1);
      };
    },
    log: () => {},
  });
  return { updates, updater, calls, states, due };
}

test('never goes back to an older version, and installs nothing unasked', () => {
  const { updater } = scene();
  expect(updater).toMatchObject({ allowDowngrade: false, autoInstallOnAppQuit: false, autoDownload: true });
  expect(realFits).toBeTypeOf('function');
});

test('looks half a minute after the start, and every four hours', async () => {
  const { updates, updater, calls, due } = scene();
  updates.start();
  expect(due.map(({ ms }) => ms)).toEqual([30_000]);
  due[0]?.task();
  updater.emit('update-not-available');
  await expect.poll(() => due.map(({ ms }) => ms)).toEqual([4 * 3600_000]);
  expect(calls).toEqual(['check']);
  expect(updates.state).toEqual({ state: 'current', checked_at: '2026-11-28T12:00:00.000Z' });
});

test('sends, backs up and closes before anything is replaced', async () => {
  const { updates, updater, calls, states } = scene();
  updater.emit('update-available', { version: '2.0.0' });
  updater.emit('download-progress', { percent: 41.7 });
  expect(updates.state).toEqual({ state: 'downloading', version: '2.0.0', percent: 42 });
  await updates.install();
  expect(calls).toEqual([]);
  updater.emit('update-downloaded', { version: '2.0.0' });
  await Promise.all([updates.install(), updates.install()]);
  expect(calls).toEqual(['send and back up', 'close desk', 'quitAndInstall']);
  expect(states.slice(-4)).toEqual([
    { state: 'installing', version: '2.0.0', step: 'sending' },
    { state: 'installing', version: '2.0.0', step: 'backing-up' },
    { state: 'installing', version: '2.0.0', step: 'closing' },
    { state: 'installing', version: '2.0.0', step: 'handing-over' },
  ]);
});

test.each(['no-room', 'failed'] as const)(
  'without a backup (%s) nothing is installed, and it says why',
  async (backup) => {
    const { updates, updater, calls } = scene(backup);
    updater.emit('update-downloaded', { version: '2.0.0' });
    await updates.install();
    expect(calls).toEqual(['send and back up']);
    expect(updates.state).toMatchObject({ state: 'failed', message: expect.stringContaining('Nothing was changed') });
  },
);

test('where no engine runs, nothing is there to back up, and it is installed', async () => {
  const { updates, updater, calls } = scene('not-needed');
  updater.emit('update-downloaded', { version: '2.0.0' });
  await updates.install();
  expect(calls).toEqual(['send and back up', 'close desk', 'quitAndInstall']);
});

test.each<[string, (updater: FakeUpdater, error: Error) => void]>([
  ['at once', (updater, error) => void updater.emit('error', error)],
  ['later', (updater, error) => void setImmediate(() => updater.emit('error', error))],
  [
    'by throwing',
    (_, error) => {
      throw error;
    },
  ],
])('an installation that fails %s opens the desk again, and says what is safe and what to do', async (_, fail) => {
  const { updates, updater, calls, due } = scene();
  updater.installs = () => fail(updater, new Error('Command pkexec exited with code 126'));
  updater.emit('update-downloaded', { version: '2.0.0' });
  await updates.install();
  await expect.poll(() => due.map(({ ms }) => ms)).toEqual([4 * 3600_000]);
  expect(calls).toEqual(['send and back up', 'close desk', 'quitAndInstall', 'reopen desk']);
  const message = expect.stringMatching(
    /^Version 2\.0\.0 could not be installed\. .+ safe on this machine\. .+ settings\.$/,
  );
  expect(updates.state).toEqual({ state: 'failed', message });
});

test.each([
  ['linux', 120_000],
  ['darwin', 900_000],
] as const)(
  'on %s an installer that neither takes over nor tells why is waited for %i ms, and not for ever',
  async (platform, ms) => {
    const { updates, updater, calls, due } = scene('made', platform);
    updates.start();
    updater.emit('update-downloaded', { version: '2.0.0' });
    await updates.install();
    expect(due.map((planned) => planned.ms)).toEqual([ms]);
    due[0]?.task();
    await expect.poll(() => due.map(({ ms }) => ms)).toEqual([4 * 3600_000]);
    expect(calls.at(-1)).toBe('reopen desk');
    expect(updates.state).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('could not be installed'),
    });
  },
);

test('an error while a version is ready or prepared leaves it so', async () => {
  const { updates, updater, calls } = scene();
  updater.emit('update-downloaded', { version: '2.0.0' });
  updater.emit('error', new Error('ENOSPC'));
  expect(updates.state.state).toBe('ready');
  const installing = updates.install();
  updater.emit('error', new Error('ENOSPC'));
  await installing;
  expect(calls.at(-1)).toBe('quitAndInstall');
  expect(updates.state.state).toBe('installing');
});

test('a look that fails leaves the app as it is, and the next one may work', async () => {
  const { updates, updater } = scene();
  updater.answer = async () => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
  await updates.check();
  expect(updates.state.state).toBe('failed');
  updater.answer = async () => {
    updater.emit('update-not-available');
    return {};
  };
  await updates.check();
  expect(updates.state.state).toBe('current');
});

test('a download that breaks off is told once, and is no defect of the app', async () => {
  const { updates, updater } = scene();
  const defects: unknown[] = [];
  const heard = (error: unknown): void => void defects.push(error);
  process.on('unhandledRejection', heard);
  const download = updater.fetches('2.0.0');
  await updates.check();
  expect(updates.state.state).toBe('downloading');
  download.breaks(new Error('net::ERR_NETWORK_CHANGED'));
  expect(updates.state.state).toBe('failed');
  // Node tells of a rejection that nobody hears once all that was due has run.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', heard);
  expect(defects).toEqual([]);
});

test('a package that the updater does not replace says so, and is not asked again', async () => {
  const { updates, updater, states, due } = scene();
  updater.answer = async () => null;
  updates.start();
  due[0]?.task();
  await expect.poll(() => states.at(-1)).toEqual({ state: 'off', why: expect.stringContaining('by hand') });
  await updates.check();
  expect(due).toHaveLength(1);
});
