import { execFile } from 'node:child_process';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../cloud/testing/database.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function emptyDatabase(): Promise<string> {
  const { url, drop } = await createDatabase({ migrated: false });
  cleanups.push(drop);
  return url;
}

function migrateCommand(...args: string[]): Promise<{ code: number; output: string }> {
  const { promise, resolve } = Promise.withResolvers<{ code: number; output: string }>();
  execFile(process.execPath, [join(import.meta.dirname, 'migrate.ts'), ...args], (error, stdout, stderr) => {
    resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
  });
  return promise;
}

describe('npm run migrate', () => {
  it('migrates an empty Postgres, and says so when there is nothing to do', async () => {
    const url = await emptyDatabase();
    const first = await migrateCommand('--database-url', url, '--platform');
    expect(first).toEqual({ code: 0, output: expect.stringMatching(/^Applied \d+ migrations: 20261123000100, /) });
    const second = await migrateCommand('--database-url', url, '--platform');
    expect(second).toEqual({ code: 0, output: 'The database is up to date; nothing was changed.\n' });
    expect(await migrateCommand('--database-url', url)).toEqual(second);
  });

  it('says in one sentence what is wrong, without a stack and without the password', async () => {
    const url = new URL(await emptyDatabase());
    url.password = 'open-sesame';
    const wrongPassword = url.href;
    const cases: [string[], RegExp][] = [
      [[], /--database-url is missing/],
      [['--database-url', 'open-sesame'], /URL cannot be read/],
      [['--database-url', 'http://a:open-sesame@localhost/x'], /URL cannot be read/],
      [['--database-url', 'postgres://a:open-sesame@127.0.0.1:1/x'], /cannot be reached/],
      [['--database-url', wrongPassword], /refused the user name or password/],
      [['--database-url', wrongPassword, '--plattform'], /Unknown option '--plattform'/],
    ];
    for (const [args, expected] of cases) {
      const { code, output } = await migrateCommand(...args);
      expect(code, args.join(' ')).toBe(1);
      expect(output).toMatch(expected);
      expect(output.trim().split('\n')).toHaveLength(1);
      expect(output).not.toContain('open-sesame');
      expect(output).not.toMatch(/\bat .*:\d+/);
    }
  });

  it('names a database that is not there, and a history it does not know', async () => {
    const url = await emptyDatabase();
    const missing = new URL(url);
    missing.pathname = '/nothing_here';
    expect(await migrateCommand('--database-url', missing.href)).toMatchObject({
      code: 1,
      output: expect.stringContaining('no database of that name'),
    });
    await migrateCommand('--database-url', url, '--platform');
    const sql = postgres(url, { max: 1 });
    await sql`insert into supabase_migrations.schema_migrations (version) values ('29990101000000')`;
    await sql.end();
    expect(await migrateCommand('--database-url', url)).toMatchObject({
      code: 1,
      output: expect.stringContaining('29990101000000'),
    });
  });
});
