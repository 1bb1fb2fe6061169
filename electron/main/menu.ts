import type { MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  /** Shows a path of the page in the window. */
  openPath(path: string): void;
  openDataFolder(): void;
}

/** The native menu. Edit keeps all its roles: without them copy and paste have no shortcuts on macOS. */
export function menuTemplate(platform: NodeJS.Platform, actions: MenuActions): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const settings: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CommandOrControl+,',
    click: () => actions.openPath('/settings'),
  };
  const file: MenuItemConstructorOptions[] = [
    { label: 'Projects', accelerator: 'CommandOrControl+Shift+P', click: () => actions.openPath('/') },
    { type: 'separator' },
    { label: 'Show data folder', click: () => actions.openDataFolder() },
    ...(isMac ? [] : [settings]),
    { type: 'separator' },
    isMac ? { role: 'close' } : { role: 'quit' },
  ];
  const mac: MenuItemConstructorOptions[] = [
    {
      role: 'appMenu',
      submenu: [
        { role: 'about' },
        { type: 'separator' },
        settings,
        { type: 'separator' },
        { role: 'services' },
        { type: 'separator' },
        { role: 'hide' },
        { role: 'hideOthers' },
        { role: 'unhide' },
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
  ];
  return [
    ...(isMac ? mac : []),
    { label: 'File', submenu: file },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
  ];
}
