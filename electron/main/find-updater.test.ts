import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startFakeApp } from '../testing/fake-app.ts';
import { type FoundUpdater, findUpdater } from './find-updater.ts';

/**
 * In a Node of its own: Vitest gives a CommonJS module names that it does not have there. The getter is looked at and not called,
 * since it needs Electron.
 */
const LOOK = `
  const { updaterPackage } = await import(process.argv[1]);
  const { get } = Object.getOwnPropertyDescriptor(await updaterPackage(), 'autoUpdater') ?? {};
  console.log(typeof get);
`;

test('the updater is where it is looked for in its package, as Node itself loads it', async () => {
  const file = join(import.meta.dirname, 'find-updater.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', LOOK, file]);
  expect(stdout).toBe('function\n');
});

test('an app that runs from its source, or was packaged without an address, says why it does not update itself', async () => {
  expect(await findUpdater({ isPackaged: false, resources: '/nowhere' })).toEqual({ none: 'it runs from its source.' });
  expect(await findUpdater({ isPackaged: true, resources: '/nowhere' })).toMatchObject({
    none: expect.stringContaining('without an address'),
  });
});

test.each<[string, () => Promise<FoundUpdater>]>([
  ['is not in its package', async () => undefined as unknown as FoundUpdater],
  ['does not load', () => Promise.reject(new Error('Cannot find package'))],
])('an updater that %s keeps nobody from their desk', async (_, find) => {
  const app = await startFakeApp({ findUpdater: find });
  expect(app.fake.windows).toHaveLength(1);
  expect(app.state().update).toEqual({ state: 'off', why: 'its updater could not be loaded.' });
  expect(app.lines.join('\n')).toContain('update: the updater');
});
