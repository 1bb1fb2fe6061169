import type { createClerkBridge } from '@clerk/electron';
import { APP_SCHEME } from './app-address.ts';
import type { TokenStorage } from './token-storage.ts';

/**
 * Clerk's half of the main process. It registers the page's scheme itself, and that call replaces any other, so ours goes through
 * it; the single-instance lock is held already, since the store needs it on every system.
 */
export function startClerkBridge(create: typeof createClerkBridge, storage: TokenStorage): void {
  create({
    storage: {
      getItem: (key) => storage.getItem(key),
      setItem: (key, value) => storage.setItem(key, value),
      removeItem: (key) => storage.removeItem(key),
    },
    renderer: {
      scheme: APP_SCHEME,
      host: 'desk',
      // Clerk's own defaults are for pages that are called from elsewhere and that stream; this one is neither.
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        corsEnabled: false,
        stream: false,
        codeCache: true,
      },
    },
    manageSingleInstanceLock: false,
  });
}
