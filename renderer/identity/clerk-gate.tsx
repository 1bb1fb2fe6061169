import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useHostState } from '../host/host-context.ts';
import type { ClerkHandle } from './clerk-handle.ts';
import { ClerkIdentity } from './clerk-identity.ts';
import { EngineIdentity } from './engine-identity.ts';
import { useIdentity } from './identity-context.ts';

// A desk on the demo never loads it, and no first paint waits for it.
const ClerkMount = lazy(() =>
  window.showrunner === undefined ? import('./clerk-in-browser.tsx') : import('./clerk-in-electron.tsx'),
);

/** While the sign-in service does not answer it is asked again this often, in milliseconds, and when the system says "online". */
const ASK_AGAIN_MS = 20_000;

/** Gives the session its sign-in: the engine's own, or Clerk's once Clerk can be reached. */
export function ClerkGate() {
  const host = useHostState();
  const session = useIdentity();
  const key = host?.tokens === 'page' && host.workspace === 'cloud' ? (host.cloud?.clerkPublishableKey ?? null) : null;
  const own = host?.tokens === 'engine' ? host.identity : null;
  useEffect(() => {
    if (own !== null) session.use(new EngineIdentity(own));
  }, [own, session]);
  return key === null ? null : <ReachableClerk key={key} publishableKey={key} />;
}

/**
 * Mounts Clerk only once its server answers: a script that fails to load is never tried again by Clerk, and a cold start offline
 * must not spend its seconds on it.
 */
function ReachableClerk({ publishableKey }: { publishableKey: string }) {
  const session = useIdentity();
  const [attempt, setAttempt] = useState(0);
  const [mounted, setMounted] = useState<number | null>(null);
  useEffect(() => {
    let over = false;
    const again = () => setAttempt((last) => last + 1);
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const reached = await isReachable(publishableKey);
      if (over) return;
      if (reached) {
        setMounted(attempt);
        return;
      }
      session.use(null, 'offline');
      waiting = setTimeout(again, ASK_AGAIN_MS);
    };
    if (mounted === null) {
      window.addEventListener('online', again);
      void ask();
    }
    return () => {
      over = true;
      clearTimeout(waiting);
      window.removeEventListener('online', again);
    };
  }, [attempt, mounted, publishableKey, session]);

  const onClerk = useCallback(
    (clerk: ClerkHandle) => {
      const identity = new ClerkIdentity(clerk, {
        now: Date.now,
        isOnline: () => navigator.onLine,
        after: (ms, task) => {
          const timer = setTimeout(task, ms);
          return () => clearTimeout(timer);
        },
      });
      const look = () => identity.look();
      const failed = () => {
        if (clerk.status !== 'error') return;
        session.use(null, 'offline');
        setMounted(null);
        setAttempt((last) => last + 1);
      };
      window.addEventListener('online', look);
      clerk.on('status', failed);
      session.use(identity);
      return () => {
        window.removeEventListener('online', look);
        clerk.off('status', failed);
        identity.close();
      };
    },
    [session],
  );
  if (mounted === null) return null;
  return (
    <Suspense fallback={null}>
      <ClerkMount key={mounted} publishableKey={publishableKey} onClerk={onClerk} />
    </Suspense>
  );
}

/** Whether anything answers at Clerk's Frontend API; what it says is not read. */
async function isReachable(publishableKey: string): Promise<boolean> {
  const [, encoded = ''] = /^pk_(?:test|live)_(.+)$/.exec(publishableKey) ?? [];
  try {
    const host = atob(encoded).replace(/\$$/, '');
    await fetch(`https://${host}/v1/environment`, { mode: 'no-cors', credentials: 'omit', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}
