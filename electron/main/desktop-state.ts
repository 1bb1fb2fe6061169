import type { WebContents } from 'electron';
import { DESKTOP_STATE, type DesktopState } from '../../shared/ipc/desktop.ts';

/** What the page is told of the desktop: one value, sent whole after each change and when a page asks. */
export class DesktopStateBoard {
  #state: DesktopState;
  readonly #page: () => WebContents | null;

  constructor(first: DesktopState, page: () => WebContents | null) {
    this.#state = first;
    this.#page = page;
  }

  current(): DesktopState {
    return this.#state;
  }

  set(change: Partial<DesktopState>): void {
    this.#state = { ...this.#state, ...change };
    this.send();
  }

  send(): void {
    const page = this.#page();
    if (page !== null && !page.isDestroyed()) page.send(DESKTOP_STATE, this.#state);
  }
}
