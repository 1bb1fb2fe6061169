import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { expect, it, onTestFinished } from 'vitest';
import { createDatabase } from '../testing/database.ts';
import { migrateUrl } from './migrate-url.ts';
import { postgresSession } from './migration-database.ts';
import { applyPlatform } from './platform.ts';
import { stageSupabase } from './stage-supabase.ts';

const SUPABASE = join(import.meta.dirname, '../../node_modules/.bin/supabase');

it('`supabase db push` applies the same history, and each sees what the other has done', async () => {
  const { url, drop } = await createDatabase({ migrated: false });
  onTestFinished(drop);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  onTestFinished(() => sql.end({ timeout: 1 }));
  const connection = await sql.reserve();
  await applyPlatform(postgresSession(connection));
  connection.release();

  const workdir = await mkdtemp(join(tmpdir(), 'showrunner-supabase-'));
  onTestFinished(() => rm(workdir, { recursive: true, force: true }));
  const { files } = await stageSupabase(workdir);
  const push = () =>
    promisify(execFile)(SUPABASE, ['db', 'push', `--remote=${url}?sslmode=disable`, '--yes', '--workdir', workdir], {
      env: { ...process.env, DO_NOT_TRACK: '1', HOME: workdir },
    });
  await push();
  const history = await sql<
    { version: string }[]
  >`select version from supabase_migrations.schema_migrations order by 1`;
  expect(history.map(({ version }) => version)).toEqual(files.map((file) => file.slice(0, 14)));

  expect(await migrateUrl(url, { platform: false })).toEqual({ applied: [] });
  const again = await push();
  expect(again.stdout + again.stderr).toContain('up to date');
});
