import type { MessagePortMain, UtilityProcess, WebContents } from 'electron';
import { ENGINE_PORT_MESSAGE } from '../../shared/ipc/bridge.ts';
import type { FromEngineProcess, ToEngineProcess } from '../host/engine-process-messages.ts';
import { RestartPolicy } from './restart-policy.ts';

/** A commit and a checkpoint fit in this many times over; after it the process is ended, which costs nothing acknowledged. */
const CLOSE_MS = 8_000;

export interface SupervisorOptions {
  fork(): UtilityProcess;
  channel(): { port1: MessagePortMain; port2: MessagePortMain };
  open: Extract<ToEngineProcess, { kind: 'open' }>;
  /** The engine will not run, and trying again would not help. `message` is for people. */
  onGivenUp(message: string): void;
  now?: () => number;
}

/**
 * Keeps one engine process running and each page connected to it. Pages talk to the engine over ports of their own; what they
 * say does not pass through here. A page gets a port when it asks, and a new one after each restart of the engine.
 */
export class EngineSupervisor {
  readonly #options: SupervisorOptions;
  readonly #policy = new RestartPolicy();
  readonly #pages = new Set<WebContents>();
  #process: UtilityProcess | null = null;
  #closing: PromiseWithResolvers<void> | null = null;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  start(): void {
    const engine = this.#options.fork();
    this.#process = engine;
    engine.on('message', (message: FromEngineProcess) => {
      if (message.kind === 'refused') this.#giveUp(message.message);
      if (message.kind === 'closed') engine.kill();
    });
    engine.on('exit', () => this.#ended(engine));
    this.#tell(this.#options.open);
    for (const page of this.#pages) this.#handOver(page);
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

  #giveUp(message: string): void {
    this.#closing ??= Promise.withResolvers<void>();
    this.#process?.kill();
    this.#options.onGivenUp(message);
  }

  #ended(engine: UtilityProcess): void {
    if (this.#process !== engine) return;
    this.#process = null;
    if (this.#closing !== null) {
      this.#closing.resolve();
      return;
    }
    const wait = this.#policy.afterCrash((this.#options.now ?? Date.now)());
    if (wait === null) {
      this.#options.onGivenUp(
        'The part of the app that keeps your data has stopped several times. What was saved is safe on this machine. Start the app again; if it happens again, your data folder holds everything.',
      );
      return;
    }
    setTimeout(() => {
      if (this.#closing === null) this.start();
    }, wait);
  }
}
