import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyDirectoryDurably } from './durable-files.ts';
import { LocalStore } from './local-store.ts';
import { StoreError } from './store-error.ts';
import { seedProject, testDirectory, testStore, testTemplate } from './testing/test-store.ts';
import { systemTimers, type Timers } from './timers.ts';
import { WorkerClient } from './worker-client.ts';

const workerUrl = new URL('./worker/main.ts', import.meta.url);

async function rejection(promise: Promise<unknown>): Promise<StoreError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoreError)) throw new Error(`expected a StoreError, got ${String(error)}`);
  return error;
}

/** A copy of the template's database, opened without a store around it. */
async function openCopy(path: string, options: { stackMb?: number } = {}): Promise<WorkerClient> {
  const directory = join(path, 'pgdata');
  await copyDirectoryDurably(join(await testTemplate(), 'pgdata'), directory);
  return WorkerClient.open({ directory, workerUrl, timers: systemTimers, ...options });
}

const DEEP = `create function deep(n int) returns int language plpgsql as
  $$ begin if n = 0 then return 0; end if; return deep(n - 1) + 1; end $$`;

describe('a stack overflow inside WASM', () => {
  it('with a small stack poisons the instance: it is recognised, replaced, and nothing was acknowledged', async () => {
    await using directory = await testDirectory();
    const pgdata = join(directory.path, 'pgdata');
    const first = await openCopy(directory.path, { stackMb: 1 });
    const store = new LocalStore(first, {
      openInstance: () => WorkerClient.open({ directory: pgdata, workerUrl, timers: systemTimers }),
      release: async () => undefined,
    });
    await seedProject(store);
    await store.transaction({ origin: 'user' }, (tx) => tx.query(DEEP));
    const error = await rejection(
      store.transaction({ origin: 'user' }, async (tx) => {
        await tx.query("update projects set title = 'Never acknowledged'");
        // A caller that ignores the failure must not get its commit acknowledged either.
        await tx.query('select deep(5000)').catch(() => undefined);
      }),
    );
    expect(error.code).toBe('store-replaced');
    expect((await store.query('select title from projects')).rows).toEqual([{ title: 'Project' }]);
    expect(store.replacements).toBe(1);
    await store.transaction({ origin: 'user' }, (tx) => tx.query("update projects set title = 'After'"));
    expect((await store.query('select title from projects')).rows).toEqual([{ title: 'After' }]);
    await store.close();
  });

  it("with the store's stack is an honest refusal, and the instance stays", async () => {
    await using opened = await testStore();
    await opened.store.transaction({ origin: 'user' }, (tx) => tx.query(DEEP));
    expect((await rejection(opened.store.query('select deep(100000)'))).refusal?.sqlstate).toBe('54001');
    expect((await opened.store.query('select deep(100) as depth')).rows).toEqual([{ depth: 100 }]);
    expect(opened.store.replacements).toBe(0);
  });
});

describe('a statement that hangs', () => {
  it('is given up by the watchdog, the instance is replaced, what waited behind it goes on', async () => {
    const limit = 1_234;
    const watches: (() => void)[] = [];
    let armed: PromiseWithResolvers<void> | null = null;
    const timers: Timers = {
      after(ms, run) {
        // The transaction below arms the watchdog for its first statement, then for the one that hangs.
        if (armed && ms === limit / 2 && watches.push(run) === 2) armed.resolve();
        return () => undefined;
      },
    };
    await using opened = await testStore({ timers, statementLimitMs: limit });
    await seedProject(opened.store);
    let told = 0;
    opened.store.onReplaced(() => {
      told += 1;
    });
    armed = Promise.withResolvers();
    const hanging = rejection(
      opened.store.transaction({ origin: 'user' }, async (tx) => {
        await tx.query("update projects set title = 'Hanging'");
        await tx.query('select count(*) from generate_series(1, 1000000000000)');
      }),
    );
    const behind = opened.store.query('select title from projects');
    await armed.promise;
    watches.at(-1)?.();
    // Half of the time may have passed while the machine slept; then the other half is waited for.
    expect(watches).toHaveLength(3);
    watches.at(-1)?.();
    expect((await hanging).code).toBe('store-replaced');
    expect((await behind).rows).toEqual([{ title: 'Project' }]);
    expect(opened.store.replacements).toBe(1);
    expect(told).toBe(1);
  });

  it('takes with it what was pulled and not flushed, and nothing before that', async () => {
    let terminate = async () => {};
    await using opened = await testStore({
      onInstance: (instance) => {
        terminate = () => instance.terminate();
      },
    });
    await seedProject(opened.store);
    await opened.store.transaction({ origin: 'sync' }, (tx) => tx.query("update projects set title = 'Pulled'"));
    await terminate();
    expect((await opened.store.query('select title from projects')).rows).toEqual([{ title: 'Project' }]);
    expect(opened.store.replacements).toBe(1);
  });
});

describe('fsync', () => {
  it('is called on the host for what a person wrote and for a checkpoint, not for what can be pulled again', async () => {
    await using directory = await testDirectory();
    const client = await openCopy(directory.path);
    const insert = "insert into sync_state (key, value) values (gen_random_uuid(), '1')";
    const commit = async (begin: 'user' | 'sync') => {
      await client.request({ kind: 'statement', sql: insert, params: [], begin }, 30_000);
      return (await client.request({ kind: 'commit', durable: true }, 30_000)).syncs;
    };
    await commit('user');
    expect(await commit('sync')).toBe(0);
    expect(await commit('user')).toBe(1);
    const checkpoint = await client.request({ kind: 'script', sql: 'checkpoint' }, 30_000);
    expect(checkpoint.syncs).toBeGreaterThan(3);
    await client.request({ kind: 'close' }, 30_000);
    await client.terminate();
  });

  it('is shared by edits that come together', async () => {
    await using directory = await testDirectory();
    const client = await openCopy(directory.path);
    const store = new LocalStore(client, { openInstance: async () => client, release: async () => undefined });
    await seedProject(store);
    const before = client.syncs;
    const edits = Array.from({ length: 30 }, (_, n) =>
      store.transaction({ origin: 'user' }, (tx) => tx.query('update projects set title = $1', [`T${n}`])),
    );
    await Promise.all(edits);
    const syncs = client.syncs - before;
    expect(syncs).toBeGreaterThan(0);
    expect(syncs).toBeLessThan(6);
    await store.close();
  });

  it('can be seen to be missing in the file system that PGlite ships', async () => {
    const source = join(import.meta.dirname, '../../../node_modules/@electric-sql/pglite/dist/fs/nodefs.js');
    expect(await readFile(source, 'utf8')).not.toContain('fsync');
  });
});
