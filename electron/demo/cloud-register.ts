import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * The demo clouds that this machine user has running, by their directories, so that two desks with two `--data` folders meet on
 * one cloud. It lies in the temporary folder, which everybody may write: the folder counts only while it is ours alone, and an
 * entry names a directory and nothing secret.
 */
export class CloudRegister {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Null when the name in the temporary folder belongs to somebody else. */
  static async open(temporary: string = tmpdir()): Promise<CloudRegister | null> {
    const user = process.getuid?.() ?? userInfo().username;
    const folder = join(temporary, `showrunner-${user}`);
    await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    const facts = await lstat(folder);
    if (!facts.isDirectory()) return null;
    // Windows keeps a temporary folder per user and has no such modes.
    if (process.getuid !== undefined && (facts.uid !== process.getuid() || (facts.mode & 0o077) !== 0)) return null;
    return new CloudRegister(folder);
  }

  /** One starter at a time looks and starts. */
  get lockFile(): string {
    return join(this.#folder, 'starting.lock');
  }

  async add(directory: string): Promise<void> {
    await writeFile(this.#entry(directory), directory, { mode: 0o600 });
  }

  async remove(directory: string): Promise<void> {
    await rm(this.#entry(directory), { force: true });
  }

  /** Directories in which a cloud was started and not seen to end. */
  async directories(): Promise<string[]> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.cloud'));
    const read = names.map((name) => readFile(join(this.#folder, name), 'utf8').catch(() => null));
    return (await Promise.all(read)).filter((directory) => directory !== null);
  }

  #entry(directory: string): string {
    return join(this.#folder, `${createHash('sha256').update(directory).digest('hex').slice(0, 16)}.cloud`);
  }
}
