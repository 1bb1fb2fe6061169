import { appendFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testDirectory } from '../store/testing/test-store.ts';
import { RecoveryLog, readRecoveryLog } from './recovery-log.ts';
import { loggedEdit as edit, loggedId as idOf } from './testing/logged-edit.ts';

const fail = (error: unknown) => {
  throw error;
};

async function withLog(use: (log: RecoveryLog, path: string) => Promise<void>): Promise<void> {
  await using directory = await testDirectory();
  const path = join(directory.path, 'recovery.log');
  const log = await RecoveryLog.open(path, fail);
  await use(log, path);
}

describe('the recovery log', () => {
  it('keeps what is not done, in order, over a restart', () =>
    withLog(async (log, path) => {
      log.append([edit(1), edit(2)]);
      log.append([edit(3)]);
      log.done([idOf(2), 'unknown']);
      await log.close();
      expect(await readRecoveryLog(path)).toEqual({ edits: [edit(1), edit(3)], records: [], damagedLines: 0 });
      const again = await RecoveryLog.open(path, fail);
      expect(again.entries).toEqual([edit(1), edit(3)]);
      await again.close();
    }));

  it('reads up to a torn end at any byte, and goes on from there', () =>
    withLog(async (log, path) => {
      log.append([edit(1), edit(2)]);
      await log.close();
      const whole = await readFile(path);
      const firstLine = whole.indexOf('\n') + 1;
      for (let size = firstLine; size < whole.length - 1; size += 7) {
        await writeFile(path, whole.subarray(0, size));
        const { edits, damagedLines } = await readRecoveryLog(path);
        expect(edits, `cut at ${size}`).toEqual([edit(1)]);
        expect(damagedLines).toBe(size === firstLine ? 0 : 1);
      }
      const again = await RecoveryLog.open(path, fail);
      again.append([edit(3)]);
      await again.close();
      expect(await readRecoveryLog(path)).toEqual({ edits: [edit(1), edit(3)], records: [], damagedLines: 0 });
    }));

  it('passes over a damaged line in the middle', () =>
    withLog(async (log, path) => {
      log.append([edit(1), edit(2), edit(3)]);
      await log.close();
      const text = await readFile(path, 'utf8');
      await writeFile(path, text.replace('text 2', 'test 2'));
      expect(await readRecoveryLog(path)).toEqual({ edits: [edit(1), edit(3)], records: [], damagedLines: 1 });
    }));

  it('is empty when it is not there, or holds zeroes after a power cut', async () => {
    await using directory = await testDirectory();
    const path = join(directory.path, 'recovery.log');
    expect(await readRecoveryLog(path)).toEqual({ edits: [], records: [], damagedLines: 0 });
    await writeFile(path, '');
    await truncate(path, 4096);
    expect(await readRecoveryLog(path)).toEqual({ edits: [], records: [], damagedLines: 1 });
  });

  it('gives back the room of what is done', () =>
    withLog(async (log, path) => {
      for (let n = 0; n < 300; n += 1) {
        log.append([edit(n, 'x'.repeat(10_000))]);
        log.done([idOf(n)]);
      }
      log.append([edit(1_000)]);
      await log.close();
      expect((await stat(path)).size).toBeLessThan(1_500_000);
      expect((await readRecoveryLog(path)).edits).toEqual([edit(1_000)]);
    }));

  it('survives being appended to by a process that died in the middle of a line', () =>
    withLog(async (log, path) => {
      log.append([edit(1)]);
      await log.close();
      await appendFile(path, 'deadbeef {"kind":"edit","mut');
      const again = await RecoveryLog.open(path, fail);
      again.append([edit(2)]);
      await again.close();
      expect((await readRecoveryLog(path)).edits).toEqual([edit(1), edit(2)]);
    }));
});
