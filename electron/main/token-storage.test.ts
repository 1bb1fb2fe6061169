import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TokenStorage } from './token-storage.ts';

const KEY = '__clerk_client_jwt';

/** A key store that turns text around, may be locked, and may be the one that everybody can read. */
function keyStore() {
  const state = {
    available: true,
    locked: false,
    backend: 'gnome_libsecret' as const as 'gnome_libsecret' | 'basic_text',
    old: false,
  };
  const turned = (text: string) => [...text].reverse().join('');
  return {
    state,
    safeStorage: {
      isAsyncEncryptionAvailable: async () => state.available,
      getSelectedStorageBackend: () => state.backend,
      encryptStringAsync: async (text: string) => Buffer.from(turned(text)),
      async decryptStringAsync(encrypted: Buffer) {
        if (state.locked) throw new Error('the keyring is locked');
        return { result: turned(encrypted.toString()), shouldReEncrypt: state.old };
      },
    },
  };
}

async function scene() {
  const file = join(await mkdtemp(join(tmpdir(), 'sign-in-')), 'deep', 'sign-in.json');
  const store = keyStore();
  const lines: string[] = [];
  const open = () =>
    new TokenStorage({ safeStorage: store.safeStorage, platform: 'linux', file, log: (line) => lines.push(line) });
  return { file, store, lines, open, text: () => readFile(file, 'utf8') };
}

test('what was stored is there after a restart, encrypted, in a file for this user only', async () => {
  const { file, open, text } = await scene();
  await open().setItem(KEY, 'secret');
  expect(await open().getItem(KEY)).toBe('secret');
  expect(await text()).not.toContain('secret');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await open().removeItem(KEY);
  expect(await open().getItem(KEY)).toBeNull();
});

test('with basic_text, or without encryption, it lives for this run only and never reaches the disk', async () => {
  for (const change of [{ backend: 'basic_text' as const }, { available: false }]) {
    const { store, open, text, lines } = await scene();
    Object.assign(store.state, change);
    const storage = open();
    await storage.setItem(KEY, 'secret');
    expect(await storage.getItem(KEY)).toBe('secret');
    expect(await open().getItem(KEY)).toBeNull();
    await expect(text()).rejects.toMatchObject({ code: 'ENOENT' });
    expect(lines.join()).not.toContain('secret');
    expect(lines.length).toBeGreaterThan(0);
  }
});

test('a value that cannot be decrypted is never deleted: not read, not removed, not written over', async () => {
  const { store, open, text } = await scene();
  await open().setItem(KEY, 'first');
  const kept = JSON.parse(await text())[KEY].value;
  store.state.locked = true;
  expect(await open().getItem(KEY)).toBeNull();
  await open().removeItem(KEY);
  expect(JSON.parse(await text())[KEY].value).toBe(kept);
  await open().setItem(KEY, 'second');
  expect(JSON.parse(await text())[KEY].unreadable).toEqual([kept]);
  store.state.locked = false;
  expect(await open().getItem(KEY)).toBe('second');
});

test('a value of an older key is encrypted anew', async () => {
  const { store, open, text } = await scene();
  await open().setItem(KEY, 'secret');
  store.state.old = true;
  expect(await open().getItem(KEY)).toBe('secret');
  expect(JSON.parse(await text())[KEY].unreadable).toEqual([]);
});

test('writes at once do not lose each other, and a page stores nothing but Clerk’s own key', async () => {
  const { open, text } = await scene();
  const storage = open();
  await Promise.all([storage.setItem(KEY, 'one'), storage.setItem(KEY, 'two'), storage.setItem('other', 'x')]);
  expect(await open().getItem(KEY)).toBe('two');
  expect(Object.keys(JSON.parse(await text()))).toEqual([KEY]);
  expect(await storage.getItem('other')).toBeNull();
});
