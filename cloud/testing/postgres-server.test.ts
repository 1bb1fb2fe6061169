import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { expect, it } from 'vitest';
import { startPostgres } from './postgres-server.ts';

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function dataDirectory(url: string): Promise<string> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql<{ data_directory: string }[]>`show data_directory`;
  await sql.end();
  return row?.data_directory ?? '';
}

it('is Postgres 17, and leaves nothing behind', async () => {
  const server = await startPostgres();
  const directory = await dataDirectory(server.url);
  const sql = postgres(server.url, { max: 1 });
  const [row] = await sql<{ server_version: string }[]>`show server_version`;
  await sql.end();
  expect(row?.server_version).toMatch(/^17\./);
  await server.stop();
  expect(await answers(server.url)).toBe(false);
  expect(existsSync(join(directory, '..'))).toBe(false);
});

it('ends the server of a run that was killed, and never that of a run that lives', async () => {
  const program = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'postgres-server.ts'))};
    console.log((await startPostgres()).url); setInterval(() => {}, 60_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const url = String(line).trim();
  const directory = await dataDirectory(url);

  await (await startPostgres()).stop();
  expect(await answers(url)).toBe(true);

  child.kill('SIGKILL');
  await once(child, 'exit');
  await (await startPostgres()).stop();
  expect(await answers(url)).toBe(false);
  expect(existsSync(directory)).toBe(false);
});

it('leaves the exit code to its user: a test run that failed must not end with 0', async () => {
  const program = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'postgres-server.ts'))};
    await (await startPostgres()).stop(); process.exitCode = 3;`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit' });
  expect((await once(child, 'exit'))[0]).toBe(3);
});
