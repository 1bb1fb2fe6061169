import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { decodeJwt } from 'jose';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = (name: string): string => join(import.meta.dirname, name);
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'showrunner-cli-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

function start(name: string, args: string[]) {
  const environment = { ...process.env, SHOWRUNNER_IDENTITY_DIR: join(directory, 'identity') };
  const child = spawn(process.execPath, [script(name), ...args], { env: environment });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }>(
    (done) => child.on('close', (code, signal) => done({ code, signal, stdout, stderr })),
  );
  return { child, ended };
}

describe('cloud:token', () => {
  const token = async (...args: string[]) => (await start('token.ts', args).ended).stdout;

  it('prints a token and nothing else', async () => {
    const ada = await token('--user', 'ada');
    expect(ada).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(decodeJwt(ada)).toMatchObject({ sub: 'user_ada', o: { id: 'org_demo', rol: 'admin' } });
    const other = decodeJwt(await token('--user', 'user_x', '--org', 'org_x', '--expires', '60'));
    expect(other).toMatchObject({ sub: 'user_x', o: { id: 'org_x', rol: 'member' } });
    expect((other.exp ?? 0) - (other.iat ?? 0)).toBe(60);
    const worker = decodeJwt(await token('--user', 'n8n', '--worker'));
    expect(worker).toMatchObject({ sub: 'n8n', role: 'generation_worker' });
    expect(worker).not.toHaveProperty('o');
  });

  it.each([[[]], [['--user', 'ada', '--role', 'king']], [['--user', 'ada', '--expires', 'soon']], [['--nonsense']]])(
    'answers %j with one sentence',
    async (args) => {
      const { code, stdout, stderr } = await start('token.ts', args).ended;
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr.trim().split('\n')).toHaveLength(1);
    },
  );
});

describe('cloud', () => {
  async function ready({ child, ended }: ReturnType<typeof start>): Promise<{ [key: string]: string }> {
    const line = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
    const early = ended.then(({ stderr }) => Promise.reject(new Error(stderr)));
    return JSON.parse(await Promise.race([line, early]));
  }
  const run = async (url: string, statement: string): Promise<object[]> => {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    try {
      return [...(await sql.unsafe(statement))];
    } finally {
      await sql.end();
    }
  };

  it('says when it is ready in one JSON line, survives kill -9, and stops cleanly', async () => {
    const args = ['--data', join(directory, 'data'), '--no-worker', '--no-seed'];
    const first = start('serve.ts', args);
    const opened = await ready(first);
    expect(Object.keys(opened)).toEqual(['url', 'publishable_key', 'database_url']);
    await run(
      opened.database_url ?? '',
      "insert into organizations (id, organization_id, name) values ('org_1', 'org_1', 'One')",
    );
    first.child.kill('SIGKILL');
    await first.ended;

    const second = start('serve.ts', args);
    const again = await ready(second);
    expect(await run(again.database_url ?? '', 'select name from organizations')).toEqual([{ name: 'One' }]);

    const { code, stderr } = await start('serve.ts', args).ended;
    expect(code).toBe(1);
    expect(stderr.trim()).toMatch(/^Another embedded cloud is using .*\.$/);

    second.child.kill('SIGTERM');
    const stopped = await second.ended;
    expect({ code: stopped.code, signal: stopped.signal }).toEqual({ code: 0, signal: null });
    expect(stopped.stdout.trim().split('\n')).toHaveLength(1);
  });

  it.each([[['--port', 'x']], [['--worker-speed', '0']], [['--what']]])(
    'answers %j with one sentence',
    async (args) => {
      const { code, stdout, stderr } = await start('serve.ts', args).ended;
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr.trim().split('\n')).toHaveLength(1);
    },
  );
});
