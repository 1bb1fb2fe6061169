import type { Menu, MenuItemConstructorOptions, Tray } from 'electron';

export interface DeskTrayParts {
  create(): Tray;
  buildMenu(template: MenuItemConstructorOptions[]): Menu;
  show(): void;
  quit(): void;
}

/** The icon in the tray, there only while the setting wants it. */
export class DeskTray {
  readonly #parts: DeskTrayParts;
  #tray: Tray | null = null;

  constructor(parts: DeskTrayParts) {
    this.#parts = parts;
  }

  get isThere(): boolean {
    return this.#tray !== null;
  }

  set(wanted: boolean): void {
    if (wanted && this.#tray === null) this.#tray = this.#open();
    if (!wanted && this.#tray !== null) {
      this.#tray.destroy();
      this.#tray = null;
    }
  }

  #open(): Tray {
    const { create, buildMenu, show, quit } = this.#parts;
    const tray = create();
    tray.setToolTip('Showrunner');
    tray.setContextMenu(
      buildMenu([
        { label: 'Open Showrunner', click: () => show() },
        { type: 'separator' },
        { label: 'Quit', click: () => quit() },
      ]),
    );
    // On Linux only the menu may come; where a click comes, it opens.
    tray.on('click', () => show());
    return tray;
  }
}
