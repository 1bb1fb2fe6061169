/** A pressed key, as far as shortcuts care. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const NAMES: Record<string, string> = { Left: 'ArrowLeft', Right: 'ArrowRight', Up: 'ArrowUp', Down: 'ArrowDown' };

/** Whether `press` is the chord, written as "Mod+Shift+N" or "?". Mod is Cmd on a Mac and Ctrl elsewhere. */
export function isChord(press: KeyPress, chord: string, mac: boolean): boolean {
  const parts = chord.split('+');
  const name = parts.at(-1) ?? '';
  const wants = (part: string) => parts.slice(0, -1).includes(part);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (mod !== wants('Mod') || other || press.altKey !== wants('Alt')) return false;
  // A sign such as "?" needs Shift on some keyboards and not on others: the sign is what counts.
  const isSign = name.length === 1 && !/[a-z0-9]/i.test(name);
  if (!isSign && press.shiftKey !== wants('Shift')) return false;
  return press.key.toLowerCase() === (NAMES[name] ?? name).toLowerCase();
}

/** "Ctrl K" or "⌘K", as people of the platform write it. */
export function chordWords(chord: string, mac: boolean): string {
  if (mac) {
    return chord.replaceAll('Mod+', '⌘').replaceAll('Shift+', '⇧').replaceAll('Alt+', '⌥');
  }
  return chord.replaceAll('Mod', 'Ctrl').replaceAll('+', ' ');
}

export function isMac(platform: string): boolean {
  return /mac|darwin/i.test(platform);
}
