import type { PersistStorage, StorageValue } from 'zustand/middleware';

/** The page may be busy for so long, in milliseconds; then it is written all the same. */
const AT_LATEST_MS = 1_000;

/** Of the window, as much as is used. */
export interface IdlePage {
  localStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  document: Pick<Document, 'addEventListener'>;
  addEventListener(type: 'pagehide', listener: () => void): void;
  requestIdleCallback(task: () => void, options: { timeout: number }): unknown;
}

/**
 * Keeps a store in `localStorage`, written when the page has nothing else to do, once for all changes until then: to write two hundred
 * pages down takes 3 ms, and each opening of a page changes them two or three times. Written at once when the page is hidden or left.
 * What is found and cannot be read is as if nothing were there.
 */
export function idleStorage<S>(page: IdlePage): PersistStorage<S> {
  let waiting: { name: string; value: StorageValue<S> } | null = null;
  const write = () => {
    if (waiting === null) return;
    const { name, value } = waiting;
    waiting = null;
    try {
      page.localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // Full: what was written last stays, and the next change tries again.
    }
  };
  page.addEventListener('pagehide', write);
  page.document.addEventListener('visibilitychange', write);
  return {
    getItem(name) {
      try {
        return JSON.parse(page.localStorage.getItem(name) ?? 'null');
      } catch {
        return null;
      }
    },
    setItem(name, value) {
      if (waiting === null) page.requestIdleCallback(write, { timeout: AT_LATEST_MS });
      waiting = { name, value };
    },
    removeItem(name) {
      waiting = null;
      page.localStorage.removeItem(name);
    },
  };
}
