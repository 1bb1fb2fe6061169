import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { DesktopSettings } from '../../shared/ipc/desktop.ts';

const DEFAULTS: DesktopSettings = { tray: false, notifications: true };

/** Each field falls back by itself, so that a file of another version keeps what both know. */
const Stored = z.object({
  tray: z.boolean().catch(DEFAULTS.tray),
  notifications: z.boolean().catch(DEFAULTS.notifications),
});

export function readDesktopSettings(file: string): DesktopSettings {
  try {
    return Stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // None yet, or none that makes sense: the defaults, which a person can change.
    return DEFAULTS;
  }
}

/** Throws when the disk does not take it: a switch that shows what is not kept would be untrue. */
export function writeDesktopSettings(file: string, settings: DesktopSettings): void {
  writeFileSync(`${file}.new`, JSON.stringify(settings));
  renameSync(`${file}.new`, file);
}
