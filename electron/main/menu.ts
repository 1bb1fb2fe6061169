import type { MenuItemConstructorOptions } from 'electron';
import { type CommandId, commandTable, type DeskCommand } from '../../shared/desk/command-table.ts';

type NamedCommand = DeskCommand & { id: CommandId };

/**
 * The native menus, from the same table as the palette and the keys; `run` runs a command in the page. The page handles the keys
 * (some are chords that no accelerator can be), so the menu only shows them: a key must not run its command twice. Edit keeps
 * all its roles: without them copy and paste have no shortcuts on macOS.
 */
export function menuTemplate(platform: NodeJS.Platform, run: (id: CommandId) => void): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const items = (section: DeskCommand['section']): MenuItemConstructorOptions[] =>
    commandTable.filter((command) => command.section === section).map((command) => menuItem(command, run));
  const menus: MenuItemConstructorOptions[] = [
    { label: 'File', submenu: [...items('Make'), { type: 'separator' }, { role: isMac ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { label: 'Go', submenu: items('Go to') },
    { label: 'Desk', submenu: items('Desk') },
    { role: 'windowMenu' },
    { role: 'help', label: 'Help', submenu: items('Help') },
  ];
  const filled = menus.filter(({ submenu }) => !Array.isArray(submenu) || submenu.length > 0);
  return isMac ? [appMenu(run), ...filled] : filled;
}

function menuItem({ id, label, keys }: NamedCommand, run: (id: CommandId) => void): MenuItemConstructorOptions {
  const accelerator = acceleratorOf(keys);
  return {
    id,
    label,
    ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }),
    click: () => run(id),
  };
}

/** "Mod+Shift+O" as Electron writes it; null for a chord such as "G P" and for a bare letter, which would eat typing. */
export function acceleratorOf(keys: string | undefined): string | null {
  if (keys === undefined || keys.includes(' ') || !/^(Mod|Alt)\+/.test(keys)) return null;
  return keys.replace('Mod', 'CommandOrControl');
}

/** macOS keeps settings and quitting in the menu of the app's name. */
function appMenu(run: (id: CommandId) => void): MenuItemConstructorOptions {
  const settings = commandTable.filter(({ id }) => id === 'go.settings');
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      ...settings.map((command) => menuItem({ ...command, label: 'Settings…' }, run)),
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
