import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { COMMANDS, type DeskCommand } from '../../shared/desk/command-table.ts';
import { acceleratorOf, menuTemplate } from './menu.ts';

const entries = (template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? entries(item.submenu) : [])]);

test.each(['linux', 'win32', 'darwin'] as const)(
  'on %s every command of the table is in a menu and runs itself',
  (platform) => {
    const ran: string[] = [];
    const items = entries(menuTemplate(platform, (id) => ran.push(id)));
    for (const { id } of COMMANDS) {
      const item = items.find((entry) => entry.id === id);
      // What Electron hands to a click is of no use here.
      (item?.click as (() => void) | undefined)?.();
    }
    expect(ran).toEqual(COMMANDS.map(({ id }) => id));
  },
);

test('keys are shown and left to the page; chords and bare letters are no accelerators', () => {
  const items = entries(menuTemplate('linux', () => {}));
  for (const { id, keys } of COMMANDS as readonly DeskCommand[]) {
    const item = items.find((entry) => entry.id === id);
    expect(item?.accelerator, id).toBe(acceleratorOf(keys) ?? undefined);
    if (item?.accelerator !== undefined) expect(item.registerAccelerator).toBe(false);
  }
  expect(acceleratorOf('G P')).toBeNull();
  expect(acceleratorOf('?')).toBeNull();
  expect(acceleratorOf('Mod+Shift+O')).toBe('CommandOrControl+Shift+O');
  expect(acceleratorOf('Alt+Left')).toBe('Alt+Left');
});

test('copy and paste have their roles, and macOS its own menu', () => {
  const roles = (platform: NodeJS.Platform) => menuTemplate(platform, () => {}).map(({ role }) => role);
  expect(roles('linux')).toContain('editMenu');
  expect(roles('linux')).not.toContain('appMenu');
  expect(roles('darwin')[0]).toBe('appMenu');
});
