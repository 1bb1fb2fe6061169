import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testStore } from '../store/testing/test-store.ts';
import { diskOfLog, type LogFileSystem } from './log-file.ts';
import { RecoveryLog, readRecoveryLog } from './recovery-log.ts';
import { SnapshotKeeper } from './snapshot-keeper.ts';
import { snapshotsFolder } from './snapshot-list.ts';
import { loggedId } from './testing/logged-edit.ts';
import { WorkMirror } from './work-mirror.ts';

const workerUrl = new URL('../store/worker/main.ts', import.meta.url);

test('no backup holds an edit of which no byte got into the log; once it has, one is made', async () => {
  await using opened = await testStore();
  const { store, dataDir } = opened;
  const path = join(dataDir, 'recovery.log');
  const disk = { isFull: false };
  const full = Object.assign(new Error('no room'), { code: 'ENOSPC' });
  const system: LogFileSystem = {
    async openToAppend(target) {
      if (disk.isFull) throw full;
      return diskOfLog.openToAppend(target);
    },
    async replace(target, text) {
      if (disk.isFull) throw full;
      await diskOfLog.replace(target, text);
    },
  };
  const reported: unknown[] = [];
  const log = await RecoveryLog.open(path, (error) => reported.push(error), system);
  const mirror = new WorkMirror(store, log);
  const keeper = new SnapshotKeeper({
    store,
    dataDir,
    workerUrl,
    timers: { after: () => () => undefined },
    now: () => new Date(),
    isLogged: () => mirror.isWritten(),
    onFailure: (error) => reported.push(error),
  });
  disk.isFull = true;
  await store.transaction({ origin: 'user' }, (tx) =>
    tx.query(
      "insert into outbox (mutation_id, group_id, command, table_name, row_id, op) values ($1, $1, 'note.create', 'planning_notes', 'n', 'insert')",
      [loggedId(1)],
    ),
  );
  await expect(keeper.takeNow()).rejects.toMatchObject({ code: 'refused' });
  expect(reported).toContain(full);
  // Nothing says that it is not complete.
  expect(await readRecoveryLog(path)).toEqual({ edits: [], records: [], damagedLines: 0 });
  expect(await readdir(snapshotsFolder(dataDir)).catch(() => [])).toEqual([]);
  disk.isFull = false;
  expect(await keeper.takeNow()).not.toBeNull();
  expect((await readRecoveryLog(path)).edits).toMatchObject([{ mutation_id: loggedId(1) }]);
  await keeper.close();
  await mirror.close();
});

test('a log that could not be told of everything is not taken for complete', async () => {
  await using opened = await testStore();
  const log = await RecoveryLog.open(join(opened.dataDir, 'recovery.log'), () => undefined);
  const mirror = new WorkMirror(opened.store, log);
  expect(await mirror.isWritten()).toBe(true);
  await opened.store.close();
  expect(await mirror.isWritten()).toBe(false);
  await mirror.close();
});
