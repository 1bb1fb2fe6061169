import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalStore } from '../store/local-store.ts';
import { openStore } from '../store/open-store.ts';
import { testTemplate } from '../store/testing/test-store.ts';

/** SQL of the desk that a planted bug changes; none in ordinary runs. */
export type AlterDesk = (store: LocalStore) => Promise<void>;

/** Real stores, emptied and used again: opening one costs half a second, emptying it some milliseconds. */
export class StorePool {
  readonly #root: string;
  readonly #alter: AlterDesk;
  readonly #free: LocalStore[] = [];
  readonly #all: LocalStore[] = [];

  /** @param root a scratch folder; in memory when the machine has such a place */
  constructor(root: string, alter: AlterDesk = async () => undefined) {
    this.#root = root;
    this.#alter = alter;
  }

  async take(): Promise<LocalStore> {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    const dataDir = await mkdtemp(join(this.#root, 'pooled-'));
    const store = await openStore({ dataDir, templateDir: await testTemplate() });
    await this.#alter(store);
    this.#all.push(store);
    return store;
  }

  async giveBack(store: LocalStore): Promise<void> {
    await store.transaction({ origin: 'sync' }, async (tx) => {
      await tx.query(
        `do $$ declare name text; begin
           for name in select c.oid::regclass::text from pg_class c
             where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'settings' loop
             execute 'delete from ' || name;
           end loop;
         end $$`,
      );
    });
    this.#free.push(store);
  }

  async close(): Promise<void> {
    for (const store of this.#all) await store.close();
    await rm(this.#root, { recursive: true, force: true });
  }
}
