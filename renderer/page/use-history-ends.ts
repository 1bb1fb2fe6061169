import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void): (() => void) => {
  window.navigation.addEventListener('currententrychange', changed);
  return () => window.navigation.removeEventListener('currententrychange', changed);
};

/** Whether there is a page of this app to go back or forward to. */
export function useHistoryEnds(): { canGoBack: boolean; canGoForward: boolean } {
  const canGoBack = useSyncExternalStore(subscribe, () => window.navigation.canGoBack);
  const canGoForward = useSyncExternalStore(subscribe, () => window.navigation.canGoForward);
  return { canGoBack, canGoForward };
}
