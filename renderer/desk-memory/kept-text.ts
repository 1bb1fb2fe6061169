import { useDeskMemory } from './memory-store.ts';

const PREFIX = 'showrunner.typed.';

/** Whoever works here now: what one person has typed is not shown to the next who signs in on this machine. */
export function ofOwner(key: string): string {
  return `${useDeskMemory.getState().owner ?? ''}.${key}`;
}

const nameOf = (key: string) => PREFIX + ofOwner(key);

/** What was typed under `key` and neither sent nor given up; null when nothing was. */
export function readKeptText(key: string): string | null {
  try {
    return window.localStorage.getItem(nameOf(key));
  } catch {
    return null;
  }
}

/**
 * Keeps what is being typed until it is sent or given up (null): over the closing of the form, the page and the window. A full or
 * broken storage only keeps less: the text stays in its field all the same.
 */
export function keepText(key: string, text: string | null): void {
  try {
    if (text === null) window.localStorage.removeItem(nameOf(key));
    else window.localStorage.setItem(nameOf(key), text);
  } catch {
    // See above.
  }
}

/** Whether whoever works here now has left anything half typed, in any form. */
export function hasKeptTexts(): boolean {
  return keptKeys('').length > 0;
}

/** Gives up everything that whoever works here now has half typed. */
export function forgetKeptTexts(): void {
  for (const key of keptKeys('')) keepText(key, null);
}

/** Keys beginning so, under which whoever works here now has left anything half typed. */
export function keptKeys(beginning: string): string[] {
  try {
    const own = nameOf('');
    return Object.keys(window.localStorage)
      .filter((name) => name.startsWith(own + beginning))
      .map((name) => name.slice(own.length));
  } catch {
    return [];
  }
}
