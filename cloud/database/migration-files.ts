import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface MigrationFile {
  /** 14 digits, unique over all folders. */
  version: string;
  name: string;
  path: string;
}

const FILE_NAME = /^(\d{14})_([a-z0-9_]+)\.sql$/;

const MIGRATIONS = join(import.meta.dirname, '../../migrations');

/** The folders of a cloud database, and of a desk. */
export const CLOUD_MIGRATIONS = [join(MIGRATIONS, 'common'), join(MIGRATIONS, 'cloud')];
export const DESK_MIGRATIONS = [join(MIGRATIONS, 'common'), join(MIGRATIONS, 'local')];

/** The migrations of several folders merged into one history, in the order of their versions. */
export async function listMigrations(folders: readonly string[]): Promise<MigrationFile[]> {
  const files: MigrationFile[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(folder)) {
      if (!entry.endsWith('.sql')) continue;
      const [, version, name] = FILE_NAME.exec(entry) ?? [];
      if (version === undefined || name === undefined) {
        throw new Error(`${entry} is not named <14 digits>_<name>.sql`);
      }
      files.push({ version, name, path: join(folder, entry) });
    }
  }
  files.sort((a, b) => (a.version < b.version ? -1 : 1));
  files.forEach((file, index) => {
    if (files[index + 1]?.version === file.version) throw new Error(`two migrations have the version ${file.version}`);
  });
  return files;
}

export async function readMigration(file: MigrationFile): Promise<string> {
  return readFile(file.path, 'utf8');
}
