import { readFile } from 'node:fs/promises';
import { namingFile } from '../store/naming-file.ts';
import { systemTimers, type Timers } from '../store/timers.ts';
import { diskOfLog, LogFile } from './log-file.ts';
import {
  decodeRecord,
  encodeRecord,
  type RecoveryEdit,
  type RecoveryEntry,
  type RecoveryRecord,
  type RecoveryRecordRow,
} from './record-line.ts';

/** Bytes of finished edits after which the file is rewritten without them: rare enough to cost nothing, small enough to read in ms. */
const TRIM_BYTES = 1024 * 1024;
/** So many appends come between a rewrite that failed and the next: what it lacked (room, a right) is seldom there at once. */
const APPENDS_BETWEEN_REWRITES = 50;
/** What could not be written is tried again so often, also when nobody types: often enough for what a person just freed, in ms. */
const RETRY_MS = 60_000;

export interface RecoveryContents {
  /** Edits that the cloud was not known to have, in the order they were made. */
  edits: RecoveryEdit[];
  /** What else was on this machine only. */
  records: RecoveryRecordRow[];
  /** Lines that could not be read: a torn end after a power cut, or damage. */
  damagedLines: number;
}

/** Reads a recovery log, also a damaged one and one that is not there (empty). */
export async function readRecoveryLog(path: string): Promise<RecoveryContents> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw namingFile(error, path);
  });
  const kept = new Map<string, RecoveryEntry>();
  let damagedLines = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const record = decodeRecord(line);
    if (record === null) damagedLines += 1;
    else if (record.kind === 'done') kept.delete(record.id);
    else kept.set(idOf(record), record);
  }
  const entries = [...kept.values()];
  return {
    edits: entries.filter((entry) => entry.kind === 'edit'),
    records: entries.filter((entry) => entry.kind === 'record'),
    damagedLines,
  };
}

/** The id under which an entry is kept and done; unique over all kinds. */
export function idOf(entry: RecoveryEntry): string {
  return entry.kind === 'edit' ? entry.mutation_id : entry.id;
}

/**
 * A plain copy of the work that is on this machine only, beside the store, for the day the store itself cannot be read. Outside the
 * acknowledgement: the store's own commit is what an edit waits for; `append` and `done` return at once and are written and synced
 * in the background, in order, many at a time. A write that fails (full disk) is reported and kept, and tried again with the next
 * one, or in a minute.
 */
export class RecoveryLog {
  readonly #file: LogFile;
  readonly #onError: (error: unknown) => void;
  readonly #timers: Timers;
  readonly #kept: Map<string, RecoveryEntry>;
  #queue: RecoveryRecord[] = [];
  #finishedBytes = 0;
  #appendsToRewrite = 0;
  #writing: Promise<void> | null = null;
  #cancelRetry: () => void = () => undefined;

  private constructor(
    file: LogFile,
    kept: Map<string, RecoveryEntry>,
    onError: (error: unknown) => void,
    timers: Timers,
  ) {
    this.#file = file;
    this.#kept = kept;
    this.#onError = onError;
    this.#timers = timers;
  }

  /**
   * Opens for appending; a torn or damaged file is first rewritten with what could be read of it. Where that cannot be done (no room
   * for a second file), it goes on as it is: the log is for a bad day, and must not keep the desk from being opened on a good one.
   */
  static async open(
    path: string,
    onError: (error: unknown) => void,
    disk = diskOfLog,
    timers = systemTimers,
  ): Promise<RecoveryLog> {
    const { edits, records } = await readRecoveryLog(path);
    const entries = [...edits, ...records];
    const file = new LogFile(path, disk);
    const log = new RecoveryLog(file, new Map(entries.map((entry) => [idOf(entry), entry])), onError, timers);
    if (!(await log.#rewrite())) file.expectTornLine();
    return log;
  }

  /** What is kept at the moment; edits in the order they were made. */
  get entries(): RecoveryEntry[] {
    return [...this.#kept.values()];
  }

  append(entries: RecoveryEntry[]): void {
    for (const entry of entries) this.#kept.set(idOf(entry), entry);
    this.#enqueue(entries);
  }

  /** The cloud confirmed these, or a person dealt with them. Unknown ids are passed over. */
  done(ids: string[]): void {
    const records: RecoveryRecord[] = [];
    for (const id of ids) {
      const entry = this.#kept.get(id);
      if (!entry) continue;
      this.#kept.delete(id);
      this.#finishedBytes += encodeRecord(entry).length;
      records.push({ kind: 'done', id });
    }
    this.#enqueue(records);
  }

  /** Resolves when everything so far is on the disk (true), or could not be written, which was reported (false). */
  async flushed(): Promise<boolean> {
    this.#enqueue([]);
    await this.#writing;
    return this.#queue.length === 0;
  }

  async close(): Promise<void> {
    await this.flushed();
    this.#cancelRetry();
    await this.#file.close();
  }

  #enqueue(records: RecoveryRecord[]): void {
    this.#queue.push(...records);
    if (this.#queue.length > 0) this.#writing ??= this.#write();
  }

  async #write(): Promise<void> {
    this.#cancelRetry();
    try {
      while (this.#queue.length > 0) {
        const isAppended = await this.#appendQueue();
        const isRewritten = this.#isRewriteDue() && (await this.#rewrite());
        if (!isAppended && !isRewritten) return;
      }
    } finally {
      this.#writing = null;
      // An append that was refused whole leaves no torn line: the log would pass for complete until somebody types again.
      if (this.#queue.length > 0) this.#cancelRetry = this.#timers.after(RETRY_MS, () => this.#enqueue([]));
    }
  }

  /** Answers whether it could be done; if not, all of it still waits. */
  async #appendQueue(): Promise<boolean> {
    const records = this.#queue;
    this.#queue = [];
    this.#appendsToRewrite -= 1;
    try {
      await this.#file.append(records.map(encodeRecord).join(''));
      return true;
    } catch (error) {
      // Part of it may be in the file; a record that stands there twice counts once.
      this.#queue = [...records, ...this.#queue];
      this.#onError(error);
      return false;
    }
  }

  /** A torn line makes a reader take the whole log for incomplete, so it goes as soon as it can. */
  #isRewriteDue(): boolean {
    return this.#appendsToRewrite <= 0 && (this.#finishedBytes > TRIM_BYTES || this.#file.mayHoldTornLine);
  }

  /** Answers whether it could be done; if not, the file goes on as it is. */
  async #rewrite(): Promise<boolean> {
    const waiting = this.#queue.length;
    try {
      await this.#file.replace(this.entries.map(encodeRecord).join(''));
    } catch (error) {
      this.#appendsToRewrite = APPENDS_BETWEEN_REWRITES;
      this.#onError(error);
      return false;
    }
    this.#finishedBytes = 0;
    // What stood in the queue when the rewrite began is in what was written.
    this.#queue = this.#queue.slice(waiting);
    return true;
  }
}
