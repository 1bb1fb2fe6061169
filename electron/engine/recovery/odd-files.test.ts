import { cp, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../cloud/worker/seeded-random.ts';
import { StoreError } from '../store/store-error.ts';
import { testDirectory } from '../store/testing/test-store.ts';
import { testDesk } from '../testing/test-desk.ts';
import { listSnapshots } from './snapshot-list.ts';

const LIMIT_MS = 240_000;
const SECRET = 'a word of another folder, which no desk may copy';

async function keptTitles(dataDir: string): Promise<string[]> {
  await using desk = await testDesk({ dataDir });
  return (await desk.engine.query('projects.list', {})).map(({ title }) => title);
}

/** Every file below a folder, links not followed, as one text. */
async function contents(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return (await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')))).join('\n');
}

describe('files that are not what they are called', () => {
  test('links to elsewhere and names that are no times are no backups; a backup is copied without what it links to', {
    timeout: LIMIT_MS,
  }, async () => {
    await using elsewhere = await testDirectory();
    await using directory = await testDirectory();
    const dataDir = directory.path;
    await writeFile(join(elsewhere.path, 'secret'), SECRET);
    await writeFile(join(elsewhere.path, 'meta.json'), '{}');
    let whole = '';
    {
      await using desk = await testDesk({ dataDir });
      await desk.engine.command('project.create', { title: 'Kept' });
      await desk.engine.backUp();
      [{ folder: whole } = { folder: '' }] = await listSnapshots(dataDir);
      const snapshots = join(dataDir, 'snapshots');
      for (const name of ['0001', '99999999999999999999', '8640000000000001', '-1', '1e3', 'x'])
        await mkdir(join(snapshots, name));
      await symlink(elsewhere.path, join(snapshots, '1900000000000'));
      await writeFile(join(snapshots, '1900000000001'), 'a file');
      const listed = await desk.engine.askDesk('backups.list', {});
      expect(listed).toMatchObject({ backups: [{ id: whole.split(/[\\/]/).at(-1) }] });
    }
    await symlink(join(elsewhere.path, 'secret'), join(whole, 'pgdata', 'base', 'linked'));
    await rm(join(dataDir, 'pgdata'), { recursive: true });
    await rm(join(dataDir, 'meta.json'));
    expect(await keptTitles(dataDir)).toEqual(['Kept']);
    expect(await contents(dataDir)).not.toContain(SECRET);
  });

  test('a folder in the place of a file is said, with its name, and the desk opens once it is gone', {
    timeout: LIMIT_MS,
  }, async () => {
    await using directory = await testDirectory();
    const dataDir = directory.path;
    {
      await using desk = await testDesk({ dataDir });
      await desk.engine.command('project.create', { title: 'Kept' });
    }
    for (const name of ['recovery.log', 'recovering.json', 'meta.json']) {
      const file = join(dataDir, name);
      const aside = join(dataDir, `${name}.aside`);
      const wasThere = await cp(file, aside).then(
        () => true,
        () => false,
      );
      await rm(file, { force: true });
      await mkdir(file);
      const opened = keptTitles(dataDir);
      await expect(opened, name).rejects.toBeInstanceOf(StoreError);
      await expect(opened, name).rejects.toMatchObject({
        code: 'store-unusable',
        message: expect.stringContaining(name),
      });
      await rm(file, { recursive: true });
      if (wasThere) await cp(aside, file);
    }
    await writeFile(join(dataDir, 'set-aside'), 'a file');
    await rm(join(dataDir, 'snapshots'), { recursive: true, force: true });
    await writeFile(join(dataDir, 'snapshots'), 'a file');
    expect(await keptTitles(dataDir)).toEqual(['Kept']);
  });
});

test('a backup of random bytes is passed over: what was typed is there again, and a person is told', {
  timeout: LIMIT_MS,
}, async () => {
  const random = seededRandom('odd files');
  await using directory = await testDirectory();
  const dataDir = directory.path;
  {
    await using desk = await testDesk({ dataDir });
    for (const title of ['In both', 'In the newest']) {
      await desk.engine.command('project.create', { title });
      await desk.engine.backUp();
    }
    await desk.engine.command('project.create', { title: 'In none' });
  }
  const [newest, whole] = await listSnapshots(dataDir);
  if (newest === undefined || whole === undefined) throw new Error('there are not two backups');
  const pgdata = join(newest.folder, 'pgdata');
  const files = (await readdir(pgdata, { withFileTypes: true, recursive: true })).filter((entry) => entry.isFile());
  for (const entry of files) {
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    const kind = random();
    // Its version stays readable: what is damaged is found by opening it, in the copy.
    if (entry.name === 'PG_VERSION' || kind < 0.4) continue;
    if (kind < 0.7)
      await writeFile(
        file,
        bytes.map((byte) => (random() < 0.2 ? Math.floor(random() * 256) : byte)),
      );
    else if (kind < 0.9) await truncate(file, Math.floor(random() * bytes.length));
    else await rm(file);
  }
  await rm(join(dataDir, 'pgdata'), { recursive: true });
  await using desk = await testDesk({ dataDir });
  const titles = (await desk.engine.query('projects.list', {})).map(({ title }) => title).toSorted();
  expect(titles).toEqual(['In both', 'In none', 'In the newest']);
  expect(await desk.engine.query('sync.recovered', {})).not.toEqual([]);
});
