import { type FileHandle, open, rm } from 'node:fs/promises';
import { writeFileDurably } from '../store/durable-files.ts';

/** What a log asks of the file system; tests put one in its place that fails. */
export interface LogFileSystem {
  openToAppend(path: string): Promise<Pick<FileHandle, 'appendFile' | 'datasync' | 'close'>>;
  /** Puts a new file in the place of the old one; whole or not at all. */
  replace(path: string, text: string): Promise<void>;
}

export const diskOfLog: LogFileSystem = {
  openToAppend: (path) => open(path, 'a'),
  async replace(path, text) {
    try {
      await writeFileDurably(path, text);
    } catch (error) {
      // On a full disk half of a new file takes the room that the old one needs to go on. It stays when it cannot be removed.
      await rm(`${path}.new`, { force: true }).catch(() => undefined);
      throw error;
    }
  },
};

/** A file of lines that is appended to and now and then replaced. One call at a time. */
export class LogFile {
  readonly #path: string;
  readonly #disk: LogFileSystem;
  /** Opened when it is first needed: after a replacement, whether it was made or not, that is whatever file stands there. */
  #file: Awaited<ReturnType<LogFileSystem['openToAppend']>> | null = null;
  /** The last append failed: the file may end in the middle of a line. */
  #isTorn = false;
  #mayHoldTornLine = false;

  constructor(path: string, disk: LogFileSystem) {
    this.#path = path;
    this.#disk = disk;
  }

  /** Whether an append failed since the file was last replaced, so that a reader may meet a line that says nothing. */
  get mayHoldTornLine(): boolean {
    return this.#mayHoldTornLine;
  }

  /** For a file that stands there from before and may end in the middle of a line. */
  expectTornLine(): void {
    this.#isTorn = true;
    this.#mayHoldTornLine = true;
  }

  /** Resolves when the lines are on the disk; when it rejects, part of them may be in the file. */
  async append(lines: string): Promise<void> {
    // What is there of a line that failed must not run into the next one; a line that is empty is passed over.
    const text = this.#isTorn ? `\n${lines}` : lines;
    try {
      this.#file ??= await this.#disk.openToAppend(this.#path);
      await this.#file.appendFile(text);
      await this.#file.datasync();
      this.#isTorn = false;
    } catch (error) {
      this.expectTornLine();
      throw error;
    }
  }

  /** When it rejects, the file is as it was, or holds `lines`; either can be appended to. */
  async replace(lines: string): Promise<void> {
    // Windows puts nothing in the place of a file that is open.
    await this.close();
    await this.#disk.replace(this.#path, lines);
    this.#isTorn = false;
    this.#mayHoldTornLine = false;
  }

  /** What is appended afterwards opens it again. */
  async close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }
}
