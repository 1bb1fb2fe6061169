import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { Workspace } from '../../electron/host/workspace.ts';
import { AGAIN_EXIT, REFUSED_EXIT } from '../../electron/main/exit-codes.ts';

/**
 * A binary that cannot run here (no sandbox for this user, a library that is missing) ends within a second, before it reads our
 * code; ten, for a slow disk. What ends badly later was a window that somebody has seen.
 */
const START_MS = 10_000;

/** Endings that somebody asked for, here or from outside. */
const ASKED: readonly unknown[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'];

/** With which code it ended, that it wants to be opened once more, or why it did not start, as the end of a sentence. */
export type ElectronEnd = { code: number } | 'again' | { failed: string };

export interface ElectronOptions {
  root: string;
  binary: string;
  dataDir: string;
  /** Whose sign-in, look and window these are. */
  profile: string;
  /** The demo; null when a cloud is connected. */
  workspace: Workspace | null;
  startMs?: number;
}

export interface ElectronApp {
  /** Never rejects. */
  ended: Promise<ElectronEnd>;
  close(): Promise<void>;
}

/** Starts Electron on this checkout. A workspace is opened by the caller and held for as long as Electron runs. */
export function openElectronApp(options: ElectronOptions): ElectronApp {
  try {
    return follow(run(options), options.startMs ?? START_MS);
  } catch (error) {
    // Some errors are thrown instead of told: a binary for another processor is, outside Linux.
    return { ended: Promise.resolve({ failed: String(error) }), close: async () => undefined };
  }
}

function run({ root, binary, dataDir, profile, workspace }: ElectronOptions): ChildProcess {
  return spawn(binary, [join(root, 'dist/electron/main.js')], {
    stdio: 'inherit',
    env: {
      ...process.env,
      SHOWRUNNER_DATA: dataDir,
      SHOWRUNNER_PROFILE: profile,
      // It ends with AGAIN_EXIT where it would start itself once more.
      SHOWRUNNER_REOPENS: '1',
      ...(workspace === null ? {} : { SHOWRUNNER_WORKSPACE: JSON.stringify(workspace) }),
    },
  });
}

function follow(child: ChildProcess, startMs: number): ElectronApp {
  const began = performance.now();
  let closing = false;
  const ended = new Promise<ElectronEnd>((resolve) => {
    child.once('error', (error) => resolve({ failed: error.message }));
    child.once('exit', (code, signal) => {
      if (closing) return resolve({ code: 0 });
      if (code === AGAIN_EXIT) return resolve('again');
      const early = performance.now() - began < startMs;
      const ran = code === 0 || code === REFUSED_EXIT || ASKED.includes(signal);
      resolve(early && !ran ? { failed: `it ended with ${signal ?? code}` } : { code: exitCode(code, signal) });
    });
  });
  return {
    ended,
    async close() {
      closing = true;
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** As a shell says it: a signal is 128 and its number. */
function exitCode(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? (signal === null ? 1 : 128 + constants.signals[signal]);
}
