import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Notice } from '../../shared/ipc/contract.ts';

export interface SystemNoticesParts {
  isSupported(): boolean;
  create(options: NotificationConstructorOptions): Notification;
  /** In front and with the keyboard: the page itself shows what happened. */
  isWindowInFront(): boolean;
  isWanted(): boolean;
  open(path: string): void;
}

/** More at once are a flood (a desk that was away for a week): the newest are shown, the rest is in the app. */
const SHOWN_AT_ONCE = 5;

/**
 * The engine's notices as notifications of the system, while the person works elsewhere; a click opens what it is about. They
 * come from the engine's process and not from the page, so they come with the window closed too.
 */
export class SystemNotices {
  readonly #parts: SystemNoticesParts;
  /** Held until they are gone: one that is collected forgets its click. */
  readonly #shown = new Set<Notification>();

  constructor(parts: SystemNoticesParts) {
    this.#parts = parts;
  }

  show({ title, body, path }: Notice): void {
    const { isSupported, isWanted, isWindowInFront, create, open } = this.#parts;
    if (!isWanted() || isWindowInFront() || !isSupported()) return;
    const [oldest] = this.#shown;
    if (this.#shown.size >= SHOWN_AT_ONCE && oldest !== undefined) {
      oldest.close();
      this.#shown.delete(oldest);
    }
    const notification = create({ title, body });
    notification.on('click', () => {
      this.#shown.delete(notification);
      open(path ?? '/');
    });
    notification.on('close', () => this.#shown.delete(notification));
    this.#shown.add(notification);
    notification.show();
  }
}
