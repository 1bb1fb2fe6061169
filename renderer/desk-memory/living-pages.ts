/** Where this page keeps its name: it is the same page after a reload, and another in another tab. */
const NAME_KEY = 'showrunner.page';
/** A tab that was duplicated has the name of the first, which goes on living; a reloaded one is gone at once. In milliseconds. */
const MOST_WAIT_MS = 2_000;

let name: string | null = null;

const lockOf = (page: string) => `showrunner.page.${page}`;

/** The name of this page among those that the desk has open, in tabs and windows; the same after a reload. */
export function thisPage(): string {
  name ??= live(window.sessionStorage.getItem(NAME_KEY) ?? crypto.randomUUID());
  return name;
}

/**
 * Runs `run` if that page is gone, and no other page takes up what it left at the same time; answers null when it is not.
 * A page lives for as long as it holds a Web Lock of its name: the browser lets go of it however the page ends.
 */
export async function ifGone<T>(page: string, run: () => Promise<T>): Promise<T | null> {
  return await navigator.locks.request(lockOf(page), { ifAvailable: true }, (lock) => (lock === null ? null : run()));
}

function live(under: string): string {
  window.sessionStorage.setItem(NAME_KEY, under);
  navigator.locks
    .request(lockOf(under), { signal: AbortSignal.timeout(MOST_WAIT_MS) }, () => new Promise(() => undefined))
    .catch(() => {
      name = live(crypto.randomUUID());
    });
  return under;
}
