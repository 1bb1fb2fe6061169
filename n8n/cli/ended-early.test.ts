/** `npm run n8n` when it is asked to end before its time, or its n8n ends by itself: nothing is left, and nothing is hidden. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { standInN8n } from '../testing/stand-in-n8n.ts';

const WAIT = { timeout: 30_000, interval: 50 };
const HANGS = 'setInterval(() => {}, 1000);';
/** As n8n: ready, its webhook answers to the unsigned, and it ends when it is asked. */
const SERVES = `
  process.on('SIGTERM', () => process.exit(0));
  require('node:http').createServer((_, response) => response.writeHead(401).end())
    .listen(process.env.N8N_PORT, '127.0.0.1', () => console.log('Editor is now accessible'));`;

// Below the range from which systems give ports away.
let port = 20_000 + (process.pid % 1000) * 10;

/** Runs a command with a stand-in for n8n. */
async function run(command: 'setup' | 'start', code: string) {
  const { folder, environment } = await standInN8n(code);
  port += 2;
  const database = ['--n8n-database', 'postgres://nobody@127.0.0.1:1/n8n', '--port', String(port)];
  const cli = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), command, ...database], {
    env: environment,
  });
  let printed = '';
  let complained = '';
  cli.stdout.on('data', (chunk: Buffer) => {
    printed += chunk;
  });
  cli.stderr.on('data', (chunk: Buffer) => {
    complained += chunk;
  });
  const closed = once(cli, 'close');
  return {
    cli,
    printed: () => printed,
    filesOfCommand: async () =>
      (await readdir(join(folder, 'tmp'), { recursive: true })).filter((path) => /n8n/.test(path)),
    pid: () =>
      vi.waitFor(async () => {
        const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
        expect(pid).toBeGreaterThan(0);
        return pid;
      }, WAIT),
    async end() {
      const [code] = await closed;
      return { code, said: complained };
    },
  };
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])(
  'setup that %s ends while n8n reads the credentials leaves none of them',
  async (signal) => {
    const command = await run('setup', HANGS);
    const pid = await command.pid();
    expect(await command.filesOfCommand()).toContainEqual(expect.stringMatching(/credentials\.json$/));
    command.cli.kill(signal);
    expect(await command.end()).toEqual({ code: 1, said: expect.stringContaining('Ended before it was done') });
    expect(isRunning(pid)).toBe(false);
    expect(await command.filesOfCommand()).toEqual([]);
  },
);

test('setup has no credentials on the disk any more when n8n reads the workflows', async () => {
  const command = await run('setup', `if (command === 'import:workflow') { console.log('reading'); ${HANGS} }`);
  const holds = (name: string) => expect.stringContaining(name);
  await vi.waitFor(async () => expect(await command.filesOfCommand()).toContainEqual(holds('episode.json')), WAIT);
  expect(await command.filesOfCommand()).not.toContainEqual(holds('credentials.json'));
  command.cli.kill('SIGINT');
  expect((await command.end()).code).toBe(1);
  expect(await command.filesOfCommand()).toEqual([]);
});

test('start that is asked to end before n8n is ready ends it too', async () => {
  const command = await run('start', `process.on('SIGTERM', () => {}); ${HANGS}`);
  const pid = await command.pid();
  command.cli.kill('SIGINT');
  expect(await command.end()).toEqual({ code: 1, said: expect.stringContaining('Ended before it was done') });
  expect(isRunning(pid)).toBe(false);
});

test('start is an error when n8n ends by itself once it was ready, and says its last words', async () => {
  const command = await run('start', SERVES);
  await vi.waitFor(() => expect(command.printed()).toContain('"webhook"'), WAIT);
  process.kill(await command.pid(), 'SIGKILL');
  expect(await command.end()).toEqual({
    code: 1,
    said: expect.stringContaining('n8n has ended by itself:\nEditor is now accessible'),
  });
});

test('start that is asked to end once n8n is ready ends well', async () => {
  const command = await run('start', SERVES);
  await vi.waitFor(() => expect(command.printed()).toContain('"webhook"'), WAIT);
  const pid = await command.pid();
  command.cli.kill('SIGTERM');
  expect((await command.end()).code).toBe(0);
  expect(isRunning(pid)).toBe(false);
});
