import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM, CHROMIUM_ARGUMENTS } from '../../../e2e/support/chromium.ts';
import { DevtoolsPage } from './devtools-page.ts';
import { openSession } from './devtools-session.ts';

/**
 * Debian's Chromium without a browser's own window: the usual one, headless too, draws its tabs and bars, and Electron has none.
 * Not by the wrapper in /usr/bin, which a signal would end in its place.
 */
const SHELL = '/usr/lib/chromium/chromium-headless-shell';
const SIZE = { width: 1280, height: 800 };
const LISTENS = /^DevTools listening on (ws:\S+)$/m;

export interface BareChromium extends AsyncDisposable {
  open(url: string): Promise<DevtoolsPage>;
}

/**
 * A Chromium that nobody watches. One that Playwright drives reports each request, each message of a socket and each change that
 * is waited for, and some of that is work of the page's own thread: in a trial 11 of 160 openings of an episode had a task over
 * 50 ms then, and none of 120 by hands that watch nothing (and wait a tenth of a second before each click).
 */
export async function launchBareChromium(): Promise<BareChromium> {
  await using stack = new AsyncDisposableStack();
  const profile = await mkdtemp(join(tmpdir(), 'bench-chromium-'));
  stack.defer(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const process = spawn(
    existsSync(SHELL) ? SHELL : CHROMIUM,
    [
      ...CHROMIUM_ARGUMENTS,
      '--headless',
      '--window-size=1280,800',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = once(process, 'exit');
  stack.defer(async () => {
    process.kill('SIGKILL');
    await ended;
  });
  let said = '';
  const address = await new Promise<string>((listens, fail) => {
    process.stderr.on('data', (words) => {
      said += words;
      const [, found] = LISTENS.exec(said) ?? [];
      if (found !== undefined) listens(found);
    });
    process.once('error', fail);
    process.once('exit', () => fail(new Error(`Chromium ended: ${said}`)));
  });
  const devtools = await openSession(address);
  stack.defer(() => devtools.close());
  const kept = stack.move();
  return {
    async open(url) {
      // In a window of its own: one tab of several is not painted.
      const { targetId } = await devtools.send('Target.createTarget', { url, newWindow: true, ...SIZE });
      return new DevtoolsPage(await openSession(String(new URL(`/devtools/page/${targetId}`, address))));
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
