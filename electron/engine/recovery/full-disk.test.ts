import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { LocalEngine } from '../open-engine.ts';
import { testDirectory } from '../store/testing/test-store.ts';
import { testDesk } from '../testing/test-desk.ts';
import { RecoveryLog, readRecoveryLog } from './recovery-log.ts';
import { RESERVE_BYTES } from './reserve-file.ts';
import { loggedEdit } from './testing/logged-edit.ts';

/** The template and some room; a real file system that is really full. */
const DISK_MB = 96;
/** What the ballast leaves, in bytes: enough to open, some edits from full. */
const LEFT_BYTES = 5 * 1024 * 1024;
/** Postgres may hang on a full disk until the watchdog ends it, some times in a row. */
const LIMIT_MS = 400_000;

/** A small disk of its own, or null where this user may not mount one. */
async function smallDisk(megabytes = DISK_MB) {
  const directory = await testDirectory();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory.path], { stdio: 'pipe' });
  } catch {
    await directory[Symbol.asyncDispose]();
    return null;
  }
  return {
    path: directory.path,
    async [Symbol.asyncDispose]() {
      execFileSync('umount', [directory.path]);
      await directory[Symbol.asyncDispose]();
    },
  };
}

async function fill(path: string, left: number): Promise<void> {
  const { bavail, bsize } = await statfs(path);
  await writeFile(join(path, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - left), 1));
}

/** Acknowledged texts that are not there. */
async function missing(engine: LocalEngine, acknowledged: ReadonlySet<string>): Promise<string[]> {
  const { rows } = await engine.store.query<{ content: string }>('select content from planning_notes');
  const there = new Set(rows.map(({ content }) => content));
  return [...acknowledged].filter((text) => !there.has(text));
}

it('a full disk stops new edits in plain words, loses nothing, and goes on by itself when there is room', {
  timeout: LIMIT_MS,
}, async ({ skip }) => {
  const disk = await smallDisk();
  if (disk === null) return skip('this user may not mount a small disk');
  await using mounted = disk;
  const acknowledged = new Set<string>();
  {
    await using desk = await testDesk({ dataDir: mounted.path });
    const { engine } = desk;
    const { id: project } = await engine.command('project.create', { title: 'Full' });
    const type = async (n: number) => {
      // What does not compress, so that it takes its room.
      const content = `${n} ${Array.from({ length: 6 }, () => crypto.randomUUID()).join(' ')}`.slice(0, 230);
      await engine.command('note.create', { project_id: project, content });
      acknowledged.add(content);
    };
    await fill(mounted.path, LEFT_BYTES);
    let refusal: unknown = null;
    for (let n = 0; refusal === null; n += 1) await type(n).catch((error: unknown) => (refusal = error));
    expect(refusal).toMatchObject({ code: 'disk-full' });
    expect(acknowledged.size).toBeGreaterThan(0);
    // What was acknowledged is there while it is full.
    expect(await missing(engine, acknowledged)).toEqual([]);
    await rm(join(mounted.path, 'ballast'));
    await type(1_000_000);
    expect(await missing(engine, acknowledged)).toEqual([]);
  }
  await using again = await testDesk({ dataDir: mounted.path });
  expect(await missing(again.engine, acknowledged)).toEqual([]);
  expect(await again.engine.query('sync.log', {})).toEqual([]);
});

it('a desk opens on a disk that is full, by giving up its reserve', { timeout: LIMIT_MS }, async ({ skip }) => {
  const disk = await smallDisk();
  if (disk === null) return skip('this user may not mount a small disk');
  await using mounted = disk;
  {
    await using desk = await testDesk({ dataDir: mounted.path });
    const { id: project } = await desk.engine.command('project.create', { title: 'Full' });
    await desk.engine.command('note.create', { project_id: project, content: 'Typed before' });
  }
  const reserve = join(mounted.path, 'reserve');
  // Made by itself only on a disk with much more room.
  await writeFile(reserve, Buffer.alloc(RESERVE_BYTES, 1));
  await fill(mounted.path, 0);
  await using again = await testDesk({ dataDir: mounted.path });
  expect(await missing(again.engine, new Set(['Typed before']))).toEqual([]);
  expect(existsSync(reserve)).toBe(false);
  expect(await again.engine.query('sync.recovered', {})).toEqual([]);
});

it('a damaged recovery log of which no copy fits keeps no desk from being opened', {
  timeout: LIMIT_MS,
}, async ({ skip }) => {
  const disk = await smallDisk();
  if (disk === null) return skip('this user may not mount a small disk');
  await using mounted = disk;
  {
    await using desk = await testDesk({ dataDir: mounted.path });
    const { id: project } = await desk.engine.command('project.create', { title: 'Full' });
    await desk.engine.command('note.create', { project_id: project, content: 'Typed before' });
  }
  await appendFile(join(mounted.path, 'recovery.log'), Buffer.alloc(LEFT_BYTES + 1_000_000, 'x'));
  await fill(mounted.path, LEFT_BYTES);
  await using again = await testDesk({ dataDir: mounted.path });
  expect(await missing(again.engine, new Set(['Typed before']))).toEqual([]);
  expect((await readdir(mounted.path)).filter((name) => name.startsWith('recovery-'))).toEqual([]);
});

it('a desk is not begun where it has no room, and is once there is some', { timeout: LIMIT_MS }, async ({ skip }) => {
  const disk = await smallDisk();
  if (disk === null) return skip('this user may not mount a small disk');
  await using mounted = disk;
  await fill(mounted.path, LEFT_BYTES);
  await expect(testDesk({ dataDir: mounted.path })).rejects.toMatchObject({ code: 'disk-full' });
  // Nothing of the start that failed goes on: with a file that is still written to, this is refused.
  for (const mode of ['ro', 'rw']) execFileSync('mount', ['-o', `remount,${mode}`, mounted.path]);
  expect(existsSync(join(mounted.path, 'pgdata'))).toBe(false);
  await rm(join(mounted.path, 'ballast'));
  await using desk = await testDesk({ dataDir: mounted.path });
  await desk.engine.command('project.create', { title: 'Now there is room' });
  expect(await desk.engine.query('sync.recovered', {})).toEqual([]);
});

it('the recovery log holds every edit again as soon as a full disk has room', async ({ skip }) => {
  const disk = await smallDisk(1);
  if (disk === null) return skip('this user may not mount a small disk');
  await using mounted = disk;
  const path = join(mounted.path, 'recovery.log');
  const reported: unknown[] = [];
  const log = await RecoveryLog.open(path, (error) => reported.push(error));
  // Longer than what is left, so that a part of the second gets in.
  const edits = [1, 2, 3].map((n) => loggedEdit(n, `${n}`.repeat(50_000)));
  for (const edit of edits) {
    log.append([edit]);
    await log.flushed();
    if (edit.seq === 1) await fill(mounted.path, 20_000);
    if (edit.seq === 2) await rm(join(mounted.path, 'ballast'));
  }
  const { edits: logged } = await readRecoveryLog(path);
  // Before anything can fail: a disk with an open file is not given back.
  await log.close();
  expect(reported).toContainEqual(expect.objectContaining({ code: 'ENOSPC' }));
  expect(logged).toEqual(edits);
});
