import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { seedProject, testStore } from '../store/testing/test-store.ts';
import { COUNT_ROWS } from './content.ts';
import { SnapshotKeeper } from './snapshot-keeper.ts';
import { listSnapshots, snapshotsFolder } from './snapshot-list.ts';
import { takeSnapshot } from './take-snapshot.ts';

const MINUTE_MS = 60_000;
const WORKER = new URL('../store/worker/main.ts', import.meta.url);

/** A keeper whose clock and timer are moved by hand. */
async function scene(workerUrl = WORKER) {
  const opened = await testStore();
  let time = Date.UTC(2026, 10, 23, 9);
  const failures: unknown[] = [];
  const log = { takesEdits: true };
  const keeper = new SnapshotKeeper({
    store: opened.store,
    dataDir: opened.dataDir,
    workerUrl,
    timers: { after: () => () => undefined },
    now: () => new Date(time),
    isLogged: async () => log.takesEdits,
    onFailure: (error) => failures.push(error),
  });
  return {
    ...opened,
    failures,
    log,
    keeper,
    taken: async () => (await listSnapshots(opened.dataDir)).length,
    async after(minutes: number): Promise<void> {
      time += minutes * MINUTE_MS;
      await keeper.look();
    },
    async [Symbol.asyncDispose]() {
      await keeper.close();
      await opened[Symbol.asyncDispose]();
    },
  };
}

test('a backup is made when nobody has typed for a minute, once an hour, and only of what has changed', async () => {
  await using s = await scene();
  await seedProject(s.store);
  await s.after(0.5);
  expect(await s.taken()).toBe(0);
  await s.after(1);
  expect(await s.taken()).toBe(1);
  await s.store.transaction({ origin: 'user' }, (tx) => tx.query("update projects set title = 'Changed'"));
  await s.after(30);
  expect(await s.taken()).toBe(1);
  await s.after(31);
  expect(await s.taken()).toBe(2);
  await s.after(120);
  expect(await s.taken()).toBe(2);
  expect(s.failures).toEqual([]);
  expect(JSON.parse(await readFile(join(s.dataDir, 'meta.json'), 'utf8'))).toMatchObject({ rows: 2 });
});

test('a copy that does not pass its check is not kept, and the next look tries again', async () => {
  await using s = await scene();
  await seedProject(s.store);
  const copy = {
    store: s.store,
    dataDir: s.dataDir,
    countRows: 'select count(*)::int4 as rows from projects',
    now: () => new Date(Date.UTC(2026, 10, 24)),
    isLogged: async () => true,
    signal: new AbortController().signal,
  };
  // Nothing that opens databases: the copy cannot be read.
  const unreadable = takeSnapshot({ ...copy, workerUrl: new URL('data:text/javascript,throw new Error("no thread")') });
  await expect(unreadable).rejects.toThrow();
  expect(await readdir(snapshotsFolder(s.dataDir))).toEqual([]);
  await s.after(2);
  expect(await s.taken()).toBe(1);
});

test('one that a person asks for is made at once, one at a time, and counts as the newest', async () => {
  await using s = await scene();
  await seedProject(s.store);
  const [first, second] = await Promise.all([s.keeper.takeNow(), s.keeper.takeNow()]);
  expect(first?.folder).toBe(second?.folder);
  expect(await s.taken()).toBe(1);
  await s.after(2);
  expect(await s.taken()).toBe(1);
});

test('a clock that was a year ahead and is set right keeps no backup from being made, nor from being the newest', async () => {
  await using s = await scene();
  const YEAR = 365 * 24 * 60;
  await seedProject(s.store);
  await s.after(YEAR);
  expect(await s.taken()).toBe(1);
  await s.store.transaction({ origin: 'user' }, (tx) => tx.query("update projects set title = 'Typed a year ahead'"));
  // By seconds: nothing is due for that.
  await s.after(-1.5);
  await s.after(1);
  expect(await s.taken()).toBe(1);
  await s.after(0.5 - YEAR);
  await s.after(1);
  const [newest, ahead] = await listSnapshots(s.dataDir);
  expect(newest?.takenAt).toEqual(new Date(Date.UTC(2026, 10, 23, 9, 1)));
  expect(ahead?.takenAt).toEqual(new Date(Date.UTC(2027, 10, 23, 9)));
  // The last that was made is what the next hour is counted from.
  await s.store.transaction({ origin: 'user' }, (tx) => tx.query("update projects set title = 'Typed on'"));
  await s.after(30);
  expect(await s.taken()).toBe(2);
  await s.after(31);
  expect(await s.taken()).toBe(3);
  expect(s.failures).toEqual([]);
});

test('none is made with an edit that the recovery log could not take yet', async () => {
  await using s = await scene();
  await seedProject(s.store);
  s.log.takesEdits = false;
  await s.after(2);
  expect(s.failures).toMatchObject([{ code: 'refused' }]);
  await expect(s.keeper.takeNow()).rejects.toMatchObject({ code: 'refused' });
  expect(await s.taken()).toBe(0);
  s.log.takesEdits = true;
  await s.after(5);
  expect(await s.taken()).toBe(1);
});

test('nor with one that is made while it is copied', async () => {
  await using s = await scene();
  await seedProject(s.store);
  const answers = [true, false];
  const options = {
    store: s.store,
    dataDir: s.dataDir,
    workerUrl: WORKER,
    countRows: COUNT_ROWS,
    now: () => new Date(Date.UTC(2026, 10, 24)),
    isLogged: async () => answers.shift() === true,
    signal: new AbortController().signal,
  };
  await expect(takeSnapshot(options)).rejects.toMatchObject({ code: 'refused' });
  expect(await readdir(snapshotsFolder(s.dataDir))).toEqual([]);
});

test('what a process that was ended left of its backup goes with the next one', async () => {
  await using s = await scene();
  await seedProject(s.store);
  const folder = snapshotsFolder(s.dataDir);
  await mkdir(join(folder, '1790000000000.new', 'pgdata'), { recursive: true });
  await mkdir(join(folder, 'somebody.new'));
  await s.after(2);
  expect((await readdir(folder)).toSorted()).toEqual([String(Date.UTC(2026, 10, 23, 9, 2)), 'somebody.new']);
});

/** Opens, is asked, says so in the copy, and never answers. */
const STUCK = `
  import { writeFileSync } from 'node:fs';
  import { parentPort, workerData } from 'node:worker_threads';
  parentPort.on('message', () => writeFileSync(workerData.directory + '/asked', ''));
  parentPort.postMessage({ kind: 'opened' });`;

test('closing gives up one that is being made, also while its copy is read, and leaves nothing of it', async () => {
  for (const [place, url] of [
    ['pgdata', WORKER],
    ['pgdata/asked', new URL(`data:text/javascript,${encodeURIComponent(STUCK)}`)],
  ] as const) {
    await using s = await scene(url);
    await seedProject(s.store);
    const given = expect(s.keeper.takeNow()).rejects.toThrow('given up');
    const made = join(snapshotsFolder(s.dataDir), `${Date.UTC(2026, 10, 23, 9)}.new`, place);
    while (!existsSync(made)) await setImmediate();
    await s.keeper.close();
    await given;
    expect(await readdir(snapshotsFolder(s.dataDir))).toEqual([]);
  }
});
