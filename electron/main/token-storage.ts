import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SafeStorage } from 'electron';
import { z } from 'zod';

/** The one key of @clerk/electron: its client's JWT. A page may store nothing else here. */
const KEYS: ReadonlySet<string> = new Set(['__clerk_client_jwt']);

/** Longer than any token of Clerk; in characters. */
const LONGEST = 32_000;

const Entry = z.object({ value: z.base64(), unreadable: z.array(z.base64()).default([]) });
const Entries = z.record(z.string(), Entry);

export interface TokenStorageParts {
  /** Encrypts by the system's key store; asked only when a page needs it, since a touch before `ready` names the wrong key. */
  safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >;
  platform: NodeJS.Platform;
  file: string;
  log(line: string): void;
}

/**
 * Where Clerk's session lies between starts. Without a real key store (Linux without a keyring, where Chromium's `basic_text`
 * encrypts with a key that everybody knows) it is kept in memory only: the next start asks to sign in, and the desk opens all the
 * same. A value that cannot be decrypted is never deleted: the keyring may only be locked.
 */
export class TokenStorage {
  readonly #parts: TokenStorageParts;
  readonly #memory = new Map<string, string>();
  #turn: Promise<unknown> = Promise.resolve();
  #told = false;

  constructor(parts: TokenStorageParts) {
    this.#parts = parts;
  }

  getItem(key: string): Promise<string | null> {
    return this.#next(async () => {
      if (!KEYS.has(key)) return null;
      const inMemory = this.#memory.get(key);
      if (inMemory !== undefined) return inMemory;
      const entry = (await this.#read())[key];
      if (entry === undefined || !(await this.#isSafe())) return null;
      const plain = await this.#decrypt(entry.value);
      if (plain === null) return null;
      this.#memory.set(key, plain.result);
      if (plain.shouldReEncrypt) await this.#store(key, plain.result);
      return plain.result;
    });
  }

  setItem(key: string, value: string): Promise<void> {
    return this.#next(async () => {
      if (!KEYS.has(key) || typeof value !== 'string' || value.length > LONGEST) return;
      this.#memory.set(key, value);
      if (await this.#isSafe()) await this.#store(key, value);
    });
  }

  removeItem(key: string): Promise<void> {
    return this.#next(async () => {
      this.#memory.delete(key);
      const entries = await this.#read();
      const entry = entries[key];
      if (entry === undefined || (await this.#decrypt(entry.value)) === null) return;
      const { [key]: _, ...others } = entries;
      await this.#write(others);
    });
  }

  async #isSafe(): Promise<boolean> {
    const { safeStorage, platform } = this.#parts;
    const available = await safeStorage.isAsyncEncryptionAvailable().catch(() => false);
    const isSafe = available && (platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');
    if (!isSafe && !this.#told) {
      this.#told = true;
      this.#parts.log('sign-in: this system has no key store, so the sign-in is not kept over a restart');
    }
    return isSafe;
  }

  async #decrypt(value: string): Promise<{ result: string; shouldReEncrypt: boolean } | null> {
    try {
      return await this.#parts.safeStorage.decryptStringAsync(Buffer.from(value, 'base64'));
    } catch {
      this.#parts.log('sign-in: what was kept cannot be read now; it stays where it is');
      return null;
    }
  }

  async #store(key: string, value: string): Promise<void> {
    const entries = await this.#read();
    const before = entries[key];
    const encrypted = await this.#parts.safeStorage.encryptStringAsync(value);
    const isReadable = before === undefined || (await this.#decrypt(before.value)) !== null;
    const unreadable = [...(before?.unreadable ?? []), ...(isReadable ? [] : [before.value])];
    await this.#write({ ...entries, [key]: { value: encrypted.toString('base64'), unreadable } });
  }

  async #read(): Promise<z.infer<typeof Entries>> {
    const text = await readFile(this.#parts.file, 'utf8').catch(() => null);
    if (text === null) return {};
    try {
      return Entries.safeParse(JSON.parse(text)).data ?? {};
    } catch {
      return {};
    }
  }

  async #write(entries: z.infer<typeof Entries>): Promise<void> {
    const { file } = this.#parts;
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(`${file}.new`, JSON.stringify(entries), { mode: 0o600 });
    await rename(`${file}.new`, file);
  }

  /** One after the other: two writes at once would lose one. */
  #next<T>(run: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(run);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
