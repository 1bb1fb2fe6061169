import type { MessagePortMain, UtilityProcess, WebContents } from 'electron';
import { ENGINE_PORT_MESSAGE } from '../../shared/ipc/bridge.ts';
import type { Notice } from '../../shared/ipc/contract.ts';
import type { EngineHealth } from '../../shared/ipc/desktop.ts';
import type { FromEngineProcess, ToEngineProcess } from '../host/engine-process-messages.ts';
import { logOutput } from './log-output.ts';
import { RestartPolicy } from './restart-policy.ts';
import type { PreparedUpdate } from './updates.ts';

/** A commit and a checkpoint fit in this many times over; after it the process is ended, which costs nothing acknowledged. */
const CLOSE_MS = 8_000;

export type OpenMessage = Extract<ToEngineProcess, { kind: 'open' }>;

export interface SupervisorOptions {
  fork(): UtilityProcess;
  channel(): { port1: MessagePortMain; port2: MessagePortMain };
  onHealth(health: EngineHealth): void;
  onNotice(notice: Notice): void;
  /** What the process wrote, a line each; for the log. */
  log(line: string): void;
  now?: () => number;
}

/** An answer of the engine that is longer in coming than this is not waited for, in milliseconds. */
const ANSWER_MS = 5_000;
/** How long an update waits for edits to be sent, and how much longer for the backup, in milliseconds. */
const SETTLE_MS = 10_000;
const BACKUP_MS = 120_000;

type Answer = 'unsent' | 'described' | 'update-prepared';

/**
 * Keeps one engine process running and each page connected to it. Pages talk to the engine over ports of their own; what they
 * say does not pass through here. A page gets a port when it asks, and a new one after each restart of the engine.
 */
export class EngineSupervisor {
  readonly #options: SupervisorOptions;
  #policy = new RestartPolicy();
  readonly #waiting = new Map<Answer, (message: FromEngineProcess) => void>();
  readonly #pages = new Set<WebContents>();
  #onBackup: () => void = () => undefined;
  #process: UtilityProcess | null = null;
  #closing: PromiseWithResolvers<void> | null = null;
  /** Has closed its store so that another process opens what took its place. */
  #leaving: UtilityProcess | null = null;
  /** What the process opens, and opens again after a crash; null while no desk is open. */
  #desk: OpenMessage | null = null;
  /** The start that waits after a crash. Whoever closes or starts meanwhile ends it: a store is never opened by two processes. */
  #restart: NodeJS.Timeout | null = null;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Starts a process on a desk; the one before it was closed. */
  start(desk: OpenMessage): void {
    this.#desk = desk;
    this.#closing = null;
    this.#policy = new RestartPolicy();
    this.#start(desk);
  }

  #start(desk: OpenMessage): void {
    this.#cancelRestart();
    const engine = this.#fork();
    this.#process = engine;
    engine.on('exit', () => this.#ended(engine));
    this.#tell(desk);
    for (const page of this.#pages) this.#handOver(page);
  }

  #fork(): UtilityProcess {
    const { fork, log } = this.#options;
    const engine = fork();
    engine.on('message', (message: FromEngineProcess) => this.#heard(engine, message));
    // V8 gave up; the exit follows. An `error` that nobody hears would end this process too. Its report holds memory: not kept.
    engine.on('error', (type, location) => log(`engine failed: ${type} at ${location}`));
    logOutput(engine, log);
    return engine;
  }

  /** One more start after it was given up; what went wrong before counts no more. */
  startAgain(): void {
    if (this.#process !== null || this.#desk === null) return;
    this.#options.onHealth({ state: 'restarting' });
    this.start(this.#desk);
  }

  /** Gives a page its port, now and after each restart. A page that asks again (it was reloaded) gets a new one. */
  connectPage(page: WebContents): void {
    if (!this.#pages.has(page)) {
      this.#pages.add(page);
      page.once('destroyed', () => this.#pages.delete(page));
    }
    this.#handOver(page);
  }

  setSuspended(suspended: boolean): void {
    this.#tell({ kind: 'suspended', suspended });
  }

  /** Lets the engine finish and waits for its process to end; after a deadline it is ended. */
  async close(): Promise<void> {
    this.#cancelRestart();
    this.#desk = null;
    this.#closing ??= Promise.withResolvers<void>();
    const engine = this.#process;
    if (engine === null) return;
    this.#tell({ kind: 'close' });
    const deadline = setTimeout(() => engine.kill(), CLOSE_MS);
    await this.#closing.promise;
    clearTimeout(deadline);
  }

  #handOver(page: WebContents): void {
    if (this.#process === null || page.isDestroyed()) return;
    const { port1, port2 } = this.#options.channel();
    this.#process.postMessage({ kind: 'page' } satisfies ToEngineProcess, [port1]);
    page.postMessage(ENGINE_PORT_MESSAGE, null, [port2]);
  }

  #tell(message: ToEngineProcess): void {
    this.#process?.postMessage(message);
  }

  /** What the engine says of its sync, for a report. */
  async describe(): Promise<string> {
    const answer = await this.#ask({ kind: 'describe' }, 'described', ANSWER_MS);
    return answer?.kind === 'described' ? answer.text : 'the engine does not answer';
  }

  /**
   * Sends what waits and makes a backup. Where no engine runs nor is about to, the store is closed, and there is nothing that
   * could back it up: a newer version may be the very thing that opens it. `onBackup` is told when nothing is sent any more.
   */
  async prepareUpdate(onBackup: () => void): Promise<PreparedUpdate> {
    if (this.#process === null && this.#restart === null) return { unsent: 0, backup: 'not-needed' };
    this.#onBackup = onBackup;
    const question = { kind: 'prepare-update', deadlineMs: SETTLE_MS } as const;
    const answer = await this.#ask(question, 'update-prepared', SETTLE_MS + BACKUP_MS);
    this.#onBackup = () => undefined;
    return answer?.kind === 'update-prepared' ? answer : { unsent: 0, backup: 'failed' };
  }

  /**
   * The unsent edits from the recovery log, as JSON; null when that cannot be had. Where no engine runs, a process is started
   * for this one question: it opens no store.
   */
  async readUnsent(): Promise<string | null> {
    if (this.#desk === null) return null;
    const helper = this.#process === null ? this.#fork() : null;
    const question: ToEngineProcess = { kind: 'read-unsent', dataDir: this.#desk.workspace.dataDir };
    const answer = await this.#ask(question, 'unsent', ANSWER_MS, helper ?? this.#process);
    helper?.kill();
    return answer?.kind === 'unsent' ? answer.text : null;
  }

  /** The answer of a kind to a question, or null when there is none in time or the process has ended. */
  #ask(
    question: ToEngineProcess,
    kind: Answer,
    ms: number,
    process: UtilityProcess | null = this.#process,
  ): Promise<FromEngineProcess | null> {
    if (process === null) return Promise.resolve(null);
    const { promise, resolve } = Promise.withResolvers<FromEngineProcess | null>();
    const ended = (): void => resolve(null);
    process.once('exit', ended);
    const late = setTimeout(() => resolve(null), ms);
    this.#waiting.set(kind, resolve);
    process.postMessage(question);
    return promise.finally(() => {
      clearTimeout(late);
      process.off('exit', ended);
      if (this.#waiting.get(kind) === resolve) this.#waiting.delete(kind);
    });
  }

  #heard(engine: UtilityProcess, message: FromEngineProcess): void {
    switch (message.kind) {
      case 'opened':
        this.#options.onHealth({ state: 'running' });
        return;
      case 'refused':
        this.#options.log(`engine refused: ${message.code}`);
        // Whoever closes waits for this process to end, and that is told only of the one that is kept.
        if (this.#closing === null) this.#giveUp(message.code, message.message);
        else engine.kill();
        return;
      case 'closed':
        engine.kill();
        return;
      case 'reopen':
        this.#leaving = engine;
        engine.kill();
        return;
      case 'notice':
        this.#options.onNotice(message.notice);
        return;
      case 'update-settled':
        this.#onBackup();
        return;
      default:
        this.#waiting.get(message.kind)?.(message);
    }
  }

  #giveUp(code: string, message: string): void {
    const engine = this.#process;
    this.#process = null;
    engine?.kill();
    this.#options.onHealth({ state: 'stopped', code, message });
  }

  #ended(engine: UtilityProcess): void {
    if (this.#process !== engine) return;
    this.#process = null;
    if (this.#closing !== null) {
      this.#closing.resolve();
      return;
    }
    if (this.#leaving === engine && this.#desk !== null) {
      this.#options.onHealth({ state: 'restarting' });
      this.#start(this.#desk);
      return;
    }
    const wait = this.#policy.afterCrash((this.#options.now ?? Date.now)());
    if (wait === null) {
      this.#options.onHealth({
        state: 'stopped',
        code: 'engine-crashes',
        message:
          'The part of the app that keeps your data has stopped several times in a row. What was saved is safe on this machine.',
      });
      return;
    }
    this.#options.log(`engine ended by itself; started again in ${wait} ms`);
    this.#options.onHealth({ state: 'restarting' });
    const desk = this.#desk;
    if (desk !== null) this.#restart = setTimeout(() => this.#start(desk), wait);
  }

  #cancelRestart(): void {
    if (this.#restart !== null) clearTimeout(this.#restart);
    this.#restart = null;
  }
}
