import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startElectronDesk } from './electron-desk.ts';
import { walkHost } from './walk-host.ts';

const repository = join(import.meta.dirname, '../..');

/** Building the page and seeding the cloud are in it, on a machine that may be busy with other tests. */
const START_MS = 180_000;

export interface DeskProcess {
  /** What a person opens, launch key included. */
  url: string;
  pid: number;
  /** SIGTERM, as a person's shell or the system does it; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: the power of a task manager. */
  kill(): Promise<void>;
}

export interface DeskOptions {
  /** `--data` */
  data: string;
  profile?: 'ada' | 'ben';
  /** TMPDIR: desks of one test meet there, and desks of others do not. */
  temporary: string;
  /** `off`: the cloud that this desk starts has none, and the test does the work. */
  worker?: 'off';
  /** Variables besides, such as those that name a cloud. */
  environment?: NodeJS.ProcessEnv;
}

/** Where the desks of a test keep the key that signs the demo's tokens. */
export const identityFolder = (temporary: string): string => join(temporary, 'identity');

/** What a desk of a walk is started with, whatever its host. */
function surroundings({ temporary, worker, environment }: DeskOptions): NodeJS.ProcessEnv {
  return {
    TMPDIR: temporary,
    SHOWRUNNER_IDENTITY_DIR: identityFolder(temporary),
    // About ten seconds a generation, each of which succeeds: failures and retries have tests of their own.
    SHOWRUNNER_WORKER_SPEED: '15',
    SHOWRUNNER_WORKER_FAILURE_RATE: '0',
    ...(worker === undefined ? {} : { SHOWRUNNER_WORKER: worker }),
    ...environment,
  };
}

/** Runs `npm start -- --browser --no-open` as a process of its own and waits for its line; or Electron, in its walks. */
export async function startDesk(options: DeskOptions): Promise<DeskProcess> {
  if (walkHost === 'electron') return startElectronDesk(options, surroundings(options));
  const { data, profile = 'ada' } = options;
  const args = ['scripts/start.ts', '--browser', '--no-open', '--data', data, '--profile', profile];
  const child = spawn(process.execPath, args, {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...surroundings(options) },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await lineOf(child);
  return {
    url,
    pid: child.pid ?? 0,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function lineOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`the desk ${why}; it said:\n${said.join('\n')}`));
    };
    const limit = setTimeout(() => fail(`was not ready after ${START_MS / 1000} s`), START_MS);
    child.once('exit', (code) => {
      clearTimeout(limit);
      fail(`ended with ${code}`);
    });
    for (const output of [child.stdout, child.stderr]) {
      if (output === null) continue;
      createInterface(output).on('line', (line) => {
        said.push(line);
        const [, url] = /^Showrunner: (http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]+)$/.exec(line) ?? [];
        if (url === undefined) return;
        clearTimeout(limit);
        resolve(url);
      });
    }
  });
}
