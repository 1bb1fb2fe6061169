import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { readMeta, writeMeta } from './meta.ts';
import { openStore } from './open-store.ts';
import { PGLITE_VERSION } from './pglite-version.ts';
import { StoreError } from './store-error.ts';
import { seedProject, testDirectory, testStore, testTemplate } from './testing/test-store.ts';

async function openingFails(dataDir: string): Promise<StoreError> {
  const failure = await openStore({ dataDir, templateDir: await testTemplate() }).then(
    (store) => store.close().then(() => null),
    (error: unknown) => error,
  );
  if (!(failure instanceof StoreError)) throw new Error(`expected a StoreError, got ${String(failure)}`);
  return failure;
}

/** A store with one project in it, closed; `use` may then do to its files what it likes. */
async function withClosedStore(use: (dataDir: string) => Promise<void>): Promise<void> {
  await using directory = await testDirectory();
  const store = await openStore({ dataDir: directory.path, templateDir: await testTemplate() });
  await seedProject(store);
  await store.close();
  await use(directory.path);
}

async function projectTitles(dataDir: string): Promise<unknown[]> {
  const store = await openStore({ dataDir, templateDir: await testTemplate() });
  const { rows } = await store.query('select title from projects');
  await store.close();
  return rows;
}

describe('opening', () => {
  it('makes the store from the template, with meta.json, and opens it again as it was left', () =>
    withClosedStore(async (dataDir) => {
      expect(await readMeta(dataDir)).toMatchObject({ format: 1, pglite: PGLITE_VERSION, postgres: 18 });
      expect(await projectTitles(dataDir)).toEqual([{ title: 'Project' }]);
    }));

  it('knows the PGlite that is installed', async () => {
    const installed = join(import.meta.dirname, '../../../node_modules/@electric-sql/pglite/package.json');
    expect(JSON.parse(await readFile(installed, 'utf8')).version).toBe(PGLITE_VERSION);
  });

  it('starts over a half copy of the template', async () => {
    await using directory = await testDirectory();
    const first = await openStore({ dataDir: directory.path, templateDir: await testTemplate() });
    await first.close();
    await rename(join(directory.path, 'pgdata'), join(directory.path, 'pgdata.new'));
    await rm(join(directory.path, 'pgdata.new/global'), { recursive: true });
    await rm(join(directory.path, 'meta.json'));
    expect(await projectTitles(directory.path)).toEqual([]);
    expect(existsSync(join(directory.path, 'pgdata.new'))).toBe(false);
  });

  it('applies migrations that came with a newer app, once, and keeps the data', () =>
    withClosedStore(async (dataDir) => {
      const templateDir = await testTemplate();
      await using newer = await testDirectory();
      await cp(templateDir, newer.path, { recursive: true });
      const sql = "create table added_later (id text primary key); call watch_table('added_later');";
      await writeFile(join(newer.path, 'migrations/20991231000000_added.sql'), sql);
      const meta = await readMeta(newer.path);
      if (!meta) throw new Error('the template has no meta.json');
      await writeMeta(newer.path, { ...meta, schema: '20991231000000' });
      for (const _ of [1, 2]) {
        const store = await openStore({ dataDir, templateDir: newer.path });
        expect((await store.query('select count(*) as n from added_later')).rows).toEqual([{ n: 0 }]);
        expect((await store.query('select title from projects')).rows).toEqual([{ title: 'Project' }]);
        await store.close();
      }
      expect((await readMeta(dataDir))?.schema).toBe('20991231000000');
      // And the older app refuses what the newer one has made.
      expect((await openingFails(dataDir)).code).toBe('store-newer');
    }));
});

describe('what it refuses, leaving every file alone', () => {
  it('another major version of Postgres', () =>
    withClosedStore(async (dataDir) => {
      await writeFile(join(dataDir, 'pgdata/PG_VERSION'), '17\n');
      expect((await openingFails(dataDir)).code).toBe('store-foreign');
      await writeFile(join(dataDir, 'pgdata/PG_VERSION'), '18\n');
      expect(await projectTitles(dataDir)).toEqual([{ title: 'Project' }]);
    }));

  it('a directory without PG_VERSION, over which PGlite would make an empty database', () =>
    withClosedStore(async (dataDir) => {
      await rm(join(dataDir, 'pgdata/PG_VERSION'));
      const before = await readdir(join(dataDir, 'pgdata'));
      expect((await openingFails(dataDir)).code).toBe('store-damaged');
      expect(await readdir(join(dataDir, 'pgdata'))).toEqual(before);
      await writeFile(join(dataDir, 'pgdata/PG_VERSION'), '18\n');
      expect(await projectTitles(dataDir)).toEqual([{ title: 'Project' }]);
    }));

  it('a database that has gone while its meta.json is there', () =>
    withClosedStore(async (dataDir) => {
      await rename(join(dataDir, 'pgdata'), join(dataDir, 'elsewhere'));
      expect((await openingFails(dataDir)).code).toBe('store-damaged');
    }));

  it('a database whose control file is broken, with the reason of Postgres in the cause', () =>
    withClosedStore(async (dataDir) => {
      await writeFile(join(dataDir, 'pgdata/global/pg_control'), '');
      const error = await openingFails(dataDir);
      expect(error.code).toBe('store-damaged');
      expect(String(error.cause)).toContain('pg_control');
    }));

  it('an unreadable meta.json', () =>
    withClosedStore(async (dataDir) => {
      await writeFile(join(dataDir, 'meta.json'), '{"format": 2}');
      expect((await openingFails(dataDir)).code).toBe('store-damaged');
    }));
});

describe('the lock', () => {
  it('refuses a second opener in the same process', async () => {
    await using opened = await testStore();
    expect((await openingFails(opened.dataDir)).code).toBe('store-locked');
  });

  it('refuses a second process, names the first, and is free once that is killed', async () => {
    await using directory = await testDirectory();
    const writer = join(import.meta.dirname, 'testing/writer.ts');
    const child = spawn(process.execPath, [writer, directory.path, await testTemplate(), '1'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('ack')) break;
    }
    const refusal = await openingFails(directory.path);
    child.kill('SIGKILL');
    await exit;
    expect(refusal.code).toBe('store-locked');
    expect(refusal.message).toContain(`process ${child.pid}`);
    const store = await openStore({ dataDir: directory.path, templateDir: await testTemplate() });
    expect((await store.query('select 1 from user_events')).rows.length).toBeGreaterThan(0);
    await store.close();
  });

  it('is free after an opening that failed', () =>
    withClosedStore(async (dataDir) => {
      await writeFile(join(dataDir, 'pgdata/PG_VERSION'), '17\n');
      await openingFails(dataDir);
      expect((await openingFails(dataDir)).code).toBe('store-foreign');
    }));
});
