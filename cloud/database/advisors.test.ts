import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createDatabase, type TestDatabase } from '../testing/database.ts';

const supabase = join(import.meta.dirname, '../../node_modules/.bin/supabase');
const Answer = z.object({
  results: z.array(z.object({ name: z.string(), level: z.string(), detail: z.string() })),
});

/** It looks at how often an index was used since the statistics began, and a database of a test has none. */
const NEEDS_HISTORY = ['unused_index'];

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

/** What Supabase's own security and performance advisors say, down to hints. */
async function advice(): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    supabase,
    [
      'db',
      'advisors',
      `--remote=${database.url}?sslmode=disable`,
      '--yes',
      '--level',
      'info',
      '--output-format',
      'json',
    ],
    { env: { ...process.env, DO_NOT_TRACK: '1' } },
  );
  const { results } = Answer.parse(JSON.parse(stdout));
  return results.filter(({ name }) => !NEEDS_HISTORY.includes(name)).map(({ name, detail }) => `${name}: ${detail}`);
}

it('the advisors find nothing, and do find a hole', { timeout: 120_000 }, async () => {
  expect(await advice()).toEqual([]);
  const sql = postgres(database.url, { max: 1 });
  await sql.unsafe(`alter table projects disable row level security; grant select on projects to anon`);
  await sql.end();
  expect((await advice()).map((line) => line.split(':')[0])).toContain('rls_disabled_in_public');
});
