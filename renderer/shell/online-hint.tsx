import { useEffect } from 'react';
import { useEngine } from '../engine-port/engine-context.ts';

/**
 * The system says that there is a network again: a hint to try now instead of at the end of the backoff. Only a hint: what is
 * true is what the next round trip shows, and going offline is noticed there alone.
 */
export function OnlineHint() {
  const engine = useEngine();
  useEffect(() => {
    const tryNow = (): void => void engine.command('sync.now', {}).catch(() => undefined);
    window.addEventListener('online', tryNow);
    return () => window.removeEventListener('online', tryNow);
  }, [engine]);
  return null;
}
