import { mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBlank } from './blank-database.ts';

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'showrunner-cache-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true });
});
const startParams = PGlite.defaultStartParams;

it('keeps the first blank database, unpacks the next from it, and makes a damaged one again', async () => {
  await (await createBlank({ startParams })).close();
  const folder = join(cache, 'showrunner');
  const [name = ''] = await readdir(folder);
  const whole = await stat(join(folder, name));

  const initdb = vi.spyOn(PGlite, 'create');
  const next = await createBlank({ dataDir: join(cache, 'data'), startParams });
  expect(initdb.mock.lastCall?.[0]).toHaveProperty('loadDataDir');
  await next.exec('create table made (id int)');
  expect((await next.query('select count(*)::int as n from pg_class where relname = $1', ['made'])).rows).toEqual([
    { n: 1 },
  ]);
  await next.close();

  await truncate(join(folder, name), 100_000);
  const again = await createBlank({ dataDir: join(cache, 'again'), startParams });
  expect((await again.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await again.close();
  expect((await stat(join(folder, name))).size).toBeGreaterThan(whole.size / 2);
  expect(await readdir(folder)).toEqual([name]);
});
