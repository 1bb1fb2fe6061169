import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTemplate } from '../build-template.ts';
import type { LocalStore } from '../local-store.ts';
import { type OpenStoreOptions, openStore } from '../open-store.ts';

/** The template of this working tree; built when missing or out of date. */
export async function testTemplate(): Promise<string> {
  const templateDir = join(import.meta.dirname, '../../../../dist/template');
  await buildTemplate(templateDir);
  return templateDir;
}

/** A data directory that is gone when the test is. */
export async function testDirectory(): Promise<{ path: string; [Symbol.asyncDispose](): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'showrunner-store-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A new, empty store in a directory of its own; closed and removed at the end of its scope. */
export async function testStore(
  options: Partial<OpenStoreOptions> = {},
): Promise<{ store: LocalStore; dataDir: string; [Symbol.asyncDispose](): Promise<void> }> {
  const directory = await testDirectory();
  const store = await openStore({ dataDir: directory.path, templateDir: await testTemplate(), ...options });
  return {
    store,
    dataDir: directory.path,
    async [Symbol.asyncDispose]() {
      await store.close();
      await directory[Symbol.asyncDispose]();
    },
  };
}

/** One organisation and one project, as every row needs; answers the project's id. */
export async function seedProject(store: Pick<LocalStore, 'transaction'>): Promise<string> {
  return store.transaction({ origin: 'user' }, async (tx) => {
    await tx.query("insert into organizations (id, organization_id, name) values ('org', 'org', 'Org')");
    const { rows } = await tx.query<{ id: string }>(
      "insert into projects (organization_id, title) values ('org', 'Project') returning id",
    );
    const [row] = rows;
    if (!row) throw new Error('the insert returned nothing');
    return row.id;
  });
}
