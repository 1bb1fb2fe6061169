/** Where this page keeps its name: it is the same page after a reload, and another in another tab. */
const NAME_KEY = 'showrunner.page';
/** A tab that was duplicated has the name of the first, which goes on living; a page that was reloaded is gone by now. In milliseconds. */
const MOST_WAIT_MS = 500;

let name: string | null = null;

const lockOf = (page: string) => `showrunner.page.${page}`;

/** To be awaited before the page shows anything: what is typed is kept under its name. Takes milliseconds. */
export async function nameThisPage(): Promise<void> {
  const before = window.sessionStorage.getItem(NAME_KEY);
  const isMine = before !== null && (await live(before, { signal: AbortSignal.timeout(MOST_WAIT_MS) }));
  name = isMine ? before : crypto.randomUUID();
  if (!isMine) await live(name, {});
  window.sessionStorage.setItem(NAME_KEY, name);
}

/** The name of this page among those that the desk has open, in tabs and windows; the same after a reload. */
export function thisPage(): string {
  if (name === null) throw new Error('the page has no name yet');
  return name;
}

/**
 * Runs `run` if that page is gone, and no other page takes up what it left at the same time; answers null when it is not.
 * A page lives for as long as it holds a Web Lock of its name: the browser lets go of it however the page ends.
 */
export async function ifGone<T>(page: string, run: () => Promise<T>): Promise<T | null> {
  return await navigator.locks.request(lockOf(page), { ifAvailable: true }, (lock) => (lock === null ? null : run()));
}

/** Answers whether the name is this page's from now on, for as long as it lives. */
function live(under: string, options: LockOptions): Promise<boolean> {
  return new Promise((resolve) => {
    navigator.locks
      .request(lockOf(under), options, () => {
        resolve(true);
        return new Promise(() => undefined);
      })
      .catch(() => resolve(false));
  });
}
