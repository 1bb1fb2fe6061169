import type { App } from 'electron';

/**
 * How long the desk may take to close before the app goes without it, in milliseconds. Its engine is ended after 8 seconds and
 * the rest is quick, but closing waits its turn behind a change of the workspace, and that one can wait minutes for a demo's
 * cloud. What was acknowledged is on the disk by then, and the processes of the desk end with this one.
 */
const CLOSE_MS = 15_000;

export interface QuittingParts {
  app: Pick<App, 'quit'>;
  /** Ends the app as `end` does it, and starts it once more with a path of the page. */
  startAgain(path: string | null, end: () => void): void;
  closeDesk(): Promise<void>;
  reopenDesk(): Promise<void>;
  log(line: string): void;
}

/** The end of the app: quitting waits for the desk, within a limit, and then goes on by itself; an installer gets a closed desk. */
export class Quitting {
  readonly #parts: QuittingParts;
  #state: 'no' | 'closing' | 'closed' | 'handed-over' = 'no';
  /** What is shown by the app that starts after this one; null while none does. */
  #next: { path: string | null } | null = null;
  #isLeft = false;
  #updaterQuits = false;

  constructor(parts: QuittingParts) {
    this.#parts = parts;
  }

  /** The app ends, and no window is to be opened any more. */
  get isEnding(): boolean {
    return this.#state === 'closing' || this.#state === 'closed';
  }

  /** Closing a window is meant: the app ends, or is handed over to an installer. */
  get letsWindowsClose(): boolean {
    return this.#state !== 'no';
  }

  /** The updater quits the app in this very tick. On Windows it does so also after it has told that its installer did not start. */
  updaterQuits(): void {
    this.#updaterQuits = true;
    queueMicrotask(() => {
      this.#updaterQuits = false;
    });
  }

  beforeQuit(event: { preventDefault(): void }): void {
    if (this.#updaterQuits && this.#state === 'no') {
      // The desk was taken back, and the person has been told that this version goes on.
      this.#parts.log('the updater quits for an installation that has failed: refused');
      event.preventDefault();
      return;
    }
    // The desk is closed already; from here on the installer's quitting is one like any other.
    if (this.#state === 'handed-over') this.#state = 'closed';
    if (this.#state === 'closed') return;
    event.preventDefault();
    if (this.#state === 'closing') return;
    this.#state = 'closing';
    void this.#close()
      .catch((error: unknown) => this.#parts.log(`closing: ${String(error)}`))
      .finally(() => {
        this.#state = 'closed';
        this.#leave();
      });
  }

  /** Somebody opened the app while it ends: a window of now would vanish, so it starts again once it has ended. */
  comeBack(path: string | null): void {
    // What was asked for last; being opened without a path takes nothing back.
    this.#next = { path: path ?? this.#next?.path ?? null };
    if (this.#state === 'closed') this.#leave();
  }

  /** Closes the desk for an installer, which then quits the app. Rejects when it does not close in time. */
  async handOver(): Promise<void> {
    await this.#close();
    if (this.#state === 'no') this.#state = 'handed-over';
  }

  /** No installer took over: the desk opens again, and where it does not, the app starts anew. */
  async takeBack(): Promise<void> {
    if (this.isEnding) return;
    this.#state = 'no';
    try {
      await this.#parts.reopenDesk();
    } catch (error) {
      this.#parts.log(`the desk did not open again: ${String(error)}`);
      // Somebody has quit meanwhile, and does not want it back.
      if (this.isEnding) return;
      this.comeBack(null);
      this.#parts.app.quit();
    }
  }

  /** The desk is closed: the end itself. */
  #leave(): void {
    const { app, startAgain } = this.#parts;
    if (this.#next === null) {
      app.quit();
    } else if (!this.#isLeft) {
      // A second time would start one more.
      this.#isLeft = true;
      startAgain(this.#next.path, () => app.quit());
    }
  }

  async #close(): Promise<void> {
    const late = Promise.withResolvers<never>();
    const limit = setTimeout(() => late.reject(new Error(`the desk did not close in ${CLOSE_MS} ms`)), CLOSE_MS);
    try {
      await Promise.race([this.#parts.closeDesk(), late.promise]);
    } finally {
      clearTimeout(limit);
    }
  }
}
