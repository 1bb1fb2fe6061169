import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** An empty database in memory with the schema of a desk (common and local migrations in the order of their names). */
export async function openLocalSchema(repository: string): Promise<PGlite> {
  const files: { name: string; path: string }[] = [];
  for (const folder of ['common', 'local']) {
    const directory = join(repository, 'migrations', folder);
    for (const name of await readdir(directory)) {
      if (name.endsWith('.sql')) files.push({ name, path: join(directory, name) });
    }
  }
  files.sort((a, b) => (a.name < b.name ? -1 : 1));

  const database = await PGlite.create();
  for (const file of files) {
    try {
      await database.exec(await readFile(file.path, 'utf8'));
    } catch (cause) {
      throw new Error(`migration ${file.name} failed`, { cause });
    }
  }
  return database;
}
