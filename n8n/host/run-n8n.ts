import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { environmentOf, type N8nHost, webhookOf } from './n8n-host.ts';

const READY = 'Editor is now accessible';
// The first start migrates: a minute on two cores that are free, more when they are not.
const START_MS = 300_000;
const COMMAND_MS = 300_000;
const PROBE_MS = 500;
const LOG_LINES = 60;

export interface RunningN8n {
  /** Of the editor and of `/webhook/…`. */
  url: string;
  /** Resolves with the last that it said when it is over, asked to or not. */
  ended: Promise<string>;
  /** Lets running executions end, as an operator's restart does. */
  stop(): Promise<void>;
  /** As a power cut or the kernel would: n8n and its task runner are gone at once. */
  kill(): Promise<void>;
}

/**
 * `n8n <args>` to its end; rejects with what it said when it failed. n8n ends some failed commands with 0 and an error line. An
 * abort ends it before its time.
 */
export async function runN8nCommand(host: N8nHost, args: string[], signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const child = spawnN8n(host, args);
  const lines = linesOf(child, () => undefined);
  const timer = setTimeout(() => killGroup(child), COMMAND_MS);
  const [code] = await orKilled(child, signal, once(child, 'close'));
  clearTimeout(timer);
  signal?.throwIfAborted();
  if (code !== 0 || lines.some((line) => /an error occurred|error updating/i.test(line))) {
    throw new Error(`n8n ${args.join(' ')} failed:\n${lines.join('\n')}`);
  }
}

/**
 * Starts n8n, in which `setUpN8n` has published the workflows; resolves when its webhook answers. One that does not come so far,
 * or is aborted before, is ended.
 */
export async function startN8n(host: N8nHost, signal?: AbortSignal): Promise<RunningN8n> {
  signal?.throwIfAborted();
  const child = spawnN8n(host, ['start']);
  const closed = once(child, 'close');
  const ready = Promise.withResolvers<void>();
  const lines = linesOf(child, (line) => {
    if (line.includes(READY)) ready.resolve();
  });
  const timer = setTimeout(() => killGroup(child), START_MS);
  const ended = closed.then(() => lines.join('\n'));
  const end = ended.then((said) => {
    signal?.throwIfAborted();
    throw new Error(`n8n ended before it was ready:\n${said}`);
  });
  const answers = ready.promise.then(() => untilWebhookAnswers(webhookOf(host), () => isOver(child)));
  try {
    await orKilled(child, signal, Promise.race([answers, end]));
    if (isOver(child)) await end;
  } finally {
    clearTimeout(timer);
    end.catch(() => undefined); // later ends are wanted
  }
  return {
    url: `http://127.0.0.1:${host.port}`,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await closed;
    },
    async kill() {
      killGroup(child);
      await closed;
    },
  };
}

/** What `work` answers; an abort before ends the child, which is nobody's to end otherwise: Ctrl+C does not reach its group. */
async function orKilled<T>(child: ChildProcess, signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  const kill = () => killGroup(child);
  signal?.addEventListener('abort', kill);
  try {
    return await work;
  } finally {
    signal?.removeEventListener('abort', kill);
  }
}

/** In a process group of its own, so that its task runner can be ended with it. */
function spawnN8n(host: N8nHost, args: string[]): ChildProcess {
  return spawn(process.execPath, [host.program, ...args], {
    env: environmentOf(host),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

/** n8n publishes in the background after it says that it is ready, and tells nobody when: its webhook is a 404 until then. */
async function untilWebhookAnswers(webhook: string, isGivenUp: () => boolean): Promise<void> {
  while (!isGivenUp()) {
    const unsigned = await fetch(webhook, { method: 'POST' }).catch(() => null);
    if (unsigned?.status === 401) return;
    await delay(PROBE_MS);
  }
}

function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined && !isOver(child)) process.kill(-child.pid, 'SIGKILL');
}

/** The last lines of both outputs, for an error message; each line is shown to `seen` when it comes. */
function linesOf(child: ChildProcess, seen: (line: string) => void): string[] {
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    if (output === null) continue;
    createInterface({ input: output }).on('line', (line) => {
      lines.push(line);
      if (lines.length > LOG_LINES) lines.shift();
      seen(line);
    });
  }
  return lines;
}
