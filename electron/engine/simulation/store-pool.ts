import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalStore } from '../store/local-store.ts';
import { openStore } from '../store/open-store.ts';
import { testTemplate } from '../store/testing/test-store.ts';
import type { Machine } from './machine.ts';

/** SQL of the desk that a planted bug changes; none in ordinary runs. */
export type AlterDesk = (store: LocalStore) => Promise<void>;

interface PooledMachine extends Machine {
  store: LocalStore;
}

/** Machines with real stores, emptied and used again: opening one costs half a second, emptying it some milliseconds. */
export class StorePool {
  readonly #root: string;
  readonly #alter: AlterDesk;
  readonly #free: PooledMachine[] = [];
  readonly #all: PooledMachine[] = [];

  /** @param root a scratch folder; in memory when the machine has such a place */
  constructor(root: string, alter: AlterDesk = async () => undefined) {
    this.#root = root;
    this.#alter = alter;
  }

  async take(): Promise<PooledMachine> {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    const dataDir = await mkdtemp(join(this.#root, 'pooled-'));
    let terminate = async () => {};
    const store = await openStore({
      dataDir,
      templateDir: await testTemplate(),
      onInstance: (instance) => {
        terminate = () => instance.terminate();
      },
    });
    await this.#alter(store);
    const machine = { store, disk: null, breakInstance: () => terminate() };
    this.#all.push(machine);
    return machine;
  }

  async giveBack(machine: PooledMachine): Promise<void> {
    await machine.store.transaction({ origin: 'sync' }, async (tx) => {
      await tx.query(
        `do $$ declare name text; begin
           for name in select c.oid::regclass::text from pg_class c
             where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'settings' loop
             execute 'delete from ' || name;
           end loop;
         end $$`,
      );
      // The next schedule may break the instance, which would bring back what was not flushed.
      await tx.query('set local synchronous_commit = on');
    });
    this.#free.push(machine);
  }

  async close(): Promise<void> {
    for (const { store } of this.#all) await store.close();
    await rm(this.#root, { recursive: true, force: true });
  }
}
