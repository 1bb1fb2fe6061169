import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startAgain } from './start-again.ts';

const id = '01934f2e-7a1b-7c3d-9e4f-0123456789ab';
const other = '01934f2e-7a1b-7c3d-9e4f-0123456789ac';

function scene(environment: NodeJS.ProcessEnv) {
  const calls: unknown[] = [];
  return {
    calls,
    startAgain(path: string | null, args: string[] = []) {
      startAgain(
        {
          app: { relaunch: (options) => calls.push(options), exit: (code) => calls.push(`exit ${code}`) },
          environment,
          args: ['/opt/Showrunner/showrunner', ...args],
          process: { execPath: '/opt/Showrunner/showrunner' },
        },
        path,
        () => calls.push('end'),
      );
    },
  };
}

test.each([
  ['/episodes/', 'episode'],
  ['/projects/', 'project'],
])('an app that starts again shows what was asked for last, and no link of before: %s', (place, name) => {
  const { calls, startAgain: start } = scene({});
  const before = [`showrunner://episode/${other}`, '--no-sandbox', 'showrunner-app://desk/?code=used', 'main.js'];
  start(`${place}${id}`, before);
  expect(calls).toEqual([{ args: ['--no-sandbox', 'main.js', `showrunner://${name}/${id}`] }, 'end']);
});

test.each([[null], ['/'], ['/settings'], [`/elsewhere/${id}`]])('a path that no link opens is left out: %s', (path) => {
  const { calls, startAgain: start } = scene({});
  start(path, ['--no-sandbox']);
  expect(calls).toEqual([{ args: ['--no-sandbox'] }, 'end']);
});

test('an app that `npm start` has opened is opened again by it', () => {
  const { calls, startAgain: start } = scene({ SHOWRUNNER_REOPENS: '1' });
  start(null);
  expect(calls).toEqual(['exit 75']);
});

test('the image of another program, from which this one was started, is not started in its place', () => {
  const { calls, startAgain: start } = scene({ APPIMAGE: '/home/ada/Terminal.AppImage', APPDIR: '/tmp/.mount_Term' });
  start(null);
  expect(calls).toEqual([{ args: [] }, 'end']);
});

/** The app that ends, as a process of its own: it starts again and stays until its input ends. */
const ENDING = `
  const { startAgain } = await import(process.argv[1]);
  const [, , image, ...args] = process.argv;
  const app = { relaunch: () => process.exit(1), exit: () => process.exit(1) };
  const environment = { ...process.env, APPIMAGE: image, APPDIR: '/tmp/.mount_Show' };
  const parts = { app, environment, args: ['app', ...args], process: { execPath: '/tmp/.mount_Show/showrunner' } };
  startAgain(parts, '/episodes/${id}', () => console.log('arranged'));
  process.stdin.on('end', () => process.exit(0)).resume();
`;

test.skipIf(process.platform === 'win32')('an AppImage starts again once it has ended, from its file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'image-'));
  const image = join(folder, "Show's $(runner).AppImage");
  const started = join(folder, 'started');
  await writeFile(image, `#!/bin/sh\nprintf '%s\\n' "$@" > '${started}'\n`, { mode: 0o755 });
  const module = join(import.meta.dirname, 'start-again.ts');
  const ending = spawn(process.execPath, ['--input-type=module', '-e', ENDING, module, image, '--with space']);
  expect(String((await once(ending.stdout, 'data'))[0])).toBe('arranged\n');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await expect(readFile(started)).rejects.toMatchObject({ code: 'ENOENT' });
  ending.stdin.end();
  await expect
    .poll(() => readFile(started, 'utf8').catch(() => ''), { timeout: 10_000 })
    .toBe(`--with space\nshowrunner://episode/${id}\n`);
  await rm(folder, { recursive: true });
});
