import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DatabaseRefused, openDatabase } from './open-database.ts';

let directory: string;
const onFailure = (error: unknown): void => {
  throw error;
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'showrunner-cloud-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function run(url: string, statement: string): Promise<object[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end();
  }
}

it('keeps what was written, and refuses a second opener while it is open', async () => {
  const first = await openDatabase({ directory, onFailure });
  await run(first.url, 'create table kept (id int); insert into kept values (7)');
  await expect(openDatabase({ directory, onFailure })).rejects.toThrow('Another embedded cloud is using');
  await first.close();

  const second = await openDatabase({ directory, onFailure });
  expect(await run(second.url, 'select id from kept')).toEqual([{ id: 7 }]);
  await second.close();

  await rm(join(directory, 'postgres/PG_VERSION'));
  await expect(openDatabase({ directory, onFailure })).rejects.toBeInstanceOf(DatabaseRefused);
});

it('begins again after a start that was killed half-way, and leaves a foreign directory alone', async () => {
  await mkdir(join(directory, 'postgres'));
  await writeFile(join(directory, 'postgres/PG_VERSION'), '18');
  await expect(openDatabase({ directory, onFailure })).rejects.toThrow('not ours');

  await writeFile(join(directory, 'unfinished'), '');
  const database = await openDatabase({ directory, onFailure });
  expect(await run(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await database.close();
  expect(await readdir(directory)).not.toContain('unfinished');
});
