import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CLOUD_MIGRATIONS, listMigrations } from './migration-files.ts';

/** The least the CLI wants to see before it takes a folder for a project. */
const CONFIG = 'project_id = "showrunner"\n\n[db]\nmajor_version = 17\n';

/** Writes `<workdir>/supabase` anew with config.toml and every cloud migration, and returns what is in it. */
export async function stageSupabase(workdir: string): Promise<{ folder: string; files: string[] }> {
  const folder = join(workdir, 'supabase');
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'migrations'), { recursive: true });
  await writeFile(join(folder, 'config.toml'), CONFIG);
  const migrations = await listMigrations(CLOUD_MIGRATIONS);
  for (const { path } of migrations) await copyFile(path, join(folder, 'migrations', basename(path)));
  return { folder, files: migrations.map(({ path }) => basename(path)) };
}
