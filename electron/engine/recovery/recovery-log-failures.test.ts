import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { testDirectory } from '../store/testing/test-store.ts';
import type { Timers } from '../store/timers.ts';
import { diskOfLog, type LogFileSystem } from './log-file.ts';
import { RecoveryLog, readRecoveryLog } from './recovery-log.ts';
import { loggedEdit, loggedId } from './testing/logged-edit.ts';

/** The part of an append that a full disk takes; ends inside the first line, also of two. */
const FITS = 0.4;

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A log on a disk that can be full (an append gets `fits` of its bytes in, a new file none) and refuses like Windows. */
async function scene() {
  const directory = await testDirectory();
  const path = join(directory.path, 'recovery.log');
  const reported: unknown[] = [];
  const disk = { isFull: false, fits: FITS, replacesNothing: false, replacements: 0, open: 0 };
  const waiting = new Set<() => void>();
  const timers: Timers = {
    after(_ms, run) {
      waiting.add(run);
      return () => waiting.delete(run);
    },
  };
  const system: LogFileSystem = {
    async openToAppend(target) {
      const file = await diskOfLog.openToAppend(target);
      disk.open += 1;
      return {
        async appendFile(text) {
          if (!disk.isFull) return file.appendFile(text);
          await file.appendFile(String(text).slice(0, String(text).length * disk.fits));
          throw failure('ENOSPC');
        },
        datasync: () => file.datasync(),
        async close() {
          disk.open -= 1;
          await file.close();
        },
      };
    },
    async replace(target, text) {
      disk.replacements += 1;
      if (disk.open > 0) throw failure('EPERM');
      if (disk.isFull) throw failure('ENOSPC');
      if (disk.replacesNothing) throw failure('EACCES');
      await diskOfLog.replace(target, text);
    },
  };
  const open = () => RecoveryLog.open(path, (error) => reported.push(error), system, timers);
  const log = await open();
  return {
    log,
    open,
    waiting,
    path,
    disk,
    reported,
    async append(n: number, text?: string): Promise<void> {
      log.append([loggedEdit(n, text)]);
      await log.flushed();
    },
    /** More than what makes a rewrite due. */
    async finishMuch(n: number): Promise<void> {
      log.append([loggedEdit(n, 'x'.repeat(1_100_000))]);
      log.done([loggedId(n)]);
      await log.flushed();
    },
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
}

test('the part of a line that an append left spoils no record after it', async () => {
  await using s = await scene();
  await s.append(1);
  s.disk.isFull = true;
  await s.append(2);
  expect((await readRecoveryLog(s.path)).edits).toEqual([loggedEdit(1)]);
  await s.append(3);
  s.disk.isFull = false;
  // There is room for a line, and none yet for a second file.
  s.disk.replacesNothing = true;
  await s.append(4);
  const edits = [1, 2, 3, 4].map((n) => loggedEdit(n));
  expect((await readRecoveryLog(s.path)).edits).toEqual(edits);
  await s.log.close();
  expect((await readRecoveryLog(s.path)).edits).toEqual(edits);
});

test('a log that an append tore is complete again as soon as it can be rewritten', async () => {
  await using s = await scene();
  await s.append(1);
  s.disk.isFull = true;
  await s.append(2);
  expect((await readRecoveryLog(s.path)).damagedLines).toBe(1);
  s.disk.isFull = false;
  for (let n = 3; n < 60; n += 1) await s.append(n);
  const { edits, damagedLines } = await readRecoveryLog(s.path);
  expect(edits).toHaveLength(59);
  expect(damagedLines).toBe(0);
  await s.log.close();
});

test('a rewrite comes although the file was open, where the system replaces no open file', async () => {
  await using s = await scene();
  await s.append(1);
  await s.finishMuch(2);
  await s.append(3);
  expect(s.reported).toEqual([]);
  expect(await readFile(s.path, 'utf8')).not.toContain('xxx');
  expect((await readRecoveryLog(s.path)).edits).toEqual([loggedEdit(1), loggedEdit(3)]);
  await s.log.close();
  expect(s.disk.open).toBe(0);
});

test('a rewrite that fails stops no append, and is tried again now and then', async () => {
  await using s = await scene();
  s.disk.replacesNothing = true;
  await s.finishMuch(1);
  const before = s.disk.replacements;
  for (let n = 2; n < 42; n += 1) await s.append(n);
  expect(s.disk.replacements).toBe(before);
  expect((await readRecoveryLog(s.path)).edits).toHaveLength(40);
  s.disk.replacesNothing = false;
  for (let n = 42; n < 62; n += 1) await s.append(n);
  expect(s.disk.replacements).toBe(before + 1);
  expect(s.reported).toEqual([failure('EACCES')]);
  expect(await readFile(s.path, 'utf8')).not.toContain('xxx');
  await s.log.close();
  expect(await readRecoveryLog(s.path)).toMatchObject({ edits: { length: 60 }, damagedLines: 0 });
});

test('an edit of which no byte got in is written when there is room, although nobody types', async () => {
  await using s = await scene();
  await s.append(1);
  s.disk.isFull = true;
  s.disk.fits = 0;
  s.log.append([loggedEdit(2)]);
  expect(await s.log.flushed()).toBe(false);
  expect(await readRecoveryLog(s.path)).toMatchObject({ edits: [loggedEdit(1)], damagedLines: 0 });
  s.disk.isFull = false;
  const [retry] = s.waiting;
  retry?.();
  await vi.waitFor(async () => {
    expect((await readRecoveryLog(s.path)).edits).toEqual([loggedEdit(1), loggedEdit(2)]);
  });
  expect(await s.log.flushed()).toBe(true);
  await s.log.close();
  expect(s.waiting.size).toBe(0);
});

test('a log that cannot be rewritten as it is opened goes on as it is', async () => {
  await using s = await scene();
  await s.append(1);
  await s.log.close();
  await appendFile(s.path, 'deadbeef {"kind":"edit","mut');
  s.disk.replacesNothing = true;
  const log = await s.open();
  expect(s.reported).toEqual([failure('EACCES')]);
  log.append([loggedEdit(2)]);
  expect(await log.flushed()).toBe(true);
  expect(await readRecoveryLog(s.path)).toEqual({
    edits: [loggedEdit(1), loggedEdit(2)],
    records: [],
    damagedLines: 1,
  });
  s.disk.replacesNothing = false;
  for (let n = 3; n < 55; n += 1) {
    log.append([loggedEdit(n)]);
    await log.flushed();
  }
  expect(await readRecoveryLog(s.path)).toMatchObject({ edits: { length: 54 }, damagedLines: 0 });
  await log.close();
});
