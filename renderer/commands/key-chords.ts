/** A pressed key, as far as shortcuts care. */
export interface KeyPress {
  key: string;
  /** The key's place on the keyboard, named after what a US one has there. */
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const NAMES: Record<string, string> = { Left: 'ArrowLeft', Right: 'ArrowRight', Up: 'ArrowUp', Down: 'ArrowDown' };

/**
 * What was pressed, as shortcuts are written. Where a keyboard has letters of another script (Hebrew, Arabic, Cyrillic, Greek) the
 * letter that a US one has in that place counts: those keyboards carry both. A Latin letter is what it says, wherever it is.
 */
export function keyOf({ key, code }: Pick<KeyPress, 'key' | 'code'>): string {
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  // An Arabic key may write two letters.
  const isOtherScript = /^\p{L}/u.test(key) && !/^\p{Script=Latin}/u.test(key);
  return (isOtherScript ? (place ?? key) : key).toLowerCase();
}

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
  return keyOf(press) === (NAMES[name] ?? name).toLowerCase();
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
