import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCloudHome, readCloudRecord } from '../demo/cloud-record.ts';
import { hostileValue } from '../engine/testing/hostile/hostile-values.ts';
import { readDesktopSettings } from './desktop-settings.ts';
import { TokenStorage } from './token-storage.ts';
import { placeWindow } from './window-bounds.ts';
import { readWindowMemory } from './window-memory.ts';

/** The small files beside the window, as somebody else may leave them. The same ones at each run. */
const SEED = 20261128;
const KEY = '__clerk_client_jwt';
const screen = { x: 0, y: 0, width: 1920, height: 1040 };

/** A record that fits but for the values of its fields, which are anything. */
const nearly = (...names: string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, hostileValue])), { requiredKeys: [] });
const anyText = fc.oneof(
  hostileValue.map((value) => JSON.stringify(value) ?? ''),
  nearly('x', 'y', 'width', 'height', 'maximized').map((value) => JSON.stringify(value)),
  nearly('tray', 'notifications').map((value) => JSON.stringify(value)),
  nearly(KEY, '__proto__').map((value) => JSON.stringify(value)),
  nearly('pid', 'url', 'publishableKey', 'databaseUrl', 'control', 'directory').map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '{', '\ufeff{}', '['.repeat(50_000), '{"x":1e999,"y":0,"width":1,"height":1,"maximized":true}'),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('settings, the place of the window, the sign-in and the demo cloud are read, or passed over', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const file = join(folder, 'file.json');
      for (const name of ['file.json', 'cloud.json', 'home.json']) await writeFile(join(folder, name), text);
      expect(readDesktopSettings(file)).toEqual({ tray: expect.any(Boolean), notifications: expect.any(Boolean) });
      const { x, y, width, height } = placeWindow(readWindowMemory(file), [screen]);
      expect([
        width <= screen.width,
        height <= screen.height,
        y >= 0,
        y < screen.height,
        x + width > 0,
        x < screen.width,
      ]).toEqual(Array(6).fill(true));
      const storage = new TokenStorage({
        platform: 'darwin',
        file,
        log: () => undefined,
        safeStorage: {
          isAsyncEncryptionAvailable: async () => true,
          getSelectedStorageBackend: () => 'unknown',
          encryptStringAsync: async (plain) => Buffer.from(plain),
          decryptStringAsync: () => Promise.reject(new Error('not of this key store')),
        },
      });
      expect(await storage.getItem(KEY)).toBeNull();
      const record = await readCloudRecord(folder);
      if (record !== null)
        expect(record).toMatchObject({ url: expect.any(String), control: { port: expect.any(Number) } });
      const home = await readCloudHome(folder);
      expect(home === null || typeof home === 'string').toBe(true);
    }),
    { seed: SEED, numRuns: 300 },
  );
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});
