import type { WebContents } from 'electron';
import type { CommandId } from '../../shared/desk/command-table.ts';
import { RUN_COMMAND } from '../../shared/ipc/desktop.ts';

/**
 * What main asks of its page: a path to show, a command of a native menu. What is sent to a page that still loads is lost, so it
 * waits until the page listens; of each kind the last one counts.
 */
export class PageWishes {
  readonly #page: () => WebContents | null;
  #isHeard = false;
  #path: string | null = null;
  #command: CommandId | null = null;

  constructor(page: () => WebContents | null) {
    this.#page = page;
  }

  openPath(path: string): void {
    this.#path = path;
    this.#send();
  }

  runCommand(id: CommandId): void {
    this.#command = id;
    this.#send();
  }

  /** The page listens. */
  heard(): void {
    this.#isHeard = true;
    this.#send();
  }

  /** A page is loaded in place of the one that listened. */
  unheard(): void {
    this.#isHeard = false;
  }

  /** A window is opened on a path of its own: what waited for the one before is over. */
  beginAnew(): void {
    this.#isHeard = false;
    this.#path = null;
    this.#command = null;
  }

  #send(): void {
    const page = this.#page();
    if (!this.#isHeard || page === null) return;
    if (this.#path !== null) page.send('open-path', this.#path);
    if (this.#command !== null) page.send(RUN_COMMAND, this.#command);
    this.#path = null;
    this.#command = null;
  }
}
