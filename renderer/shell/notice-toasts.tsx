import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useToasts } from '../components/toast-store.ts';
import { useEngine } from '../engine-port/engine-context.ts';

/** The engine's notices (a generation that finished, a store that was rebuilt) as messages that lead to their place. */
export function NoticeToasts() {
  const engine = useEngine();
  const show = useToasts((toasts) => toasts.show);
  const [, go] = useLocation();
  useEffect(
    () =>
      engine.onNotice(({ tone, title, body, path }) => {
        show({ tone, title, body, ...(path === undefined ? {} : { action: { label: 'Open', run: () => go(path) } }) });
        // In Electron the main process tells the system, also while no window is open.
        if (document.hidden && window.showrunner === undefined)
          notifySystem(title, body, path === undefined ? null : () => go(path));
      }),
    [engine, show, go],
  );
  return null;
}

/** For somebody who works elsewhere meanwhile. Granted in the app; a browser is not asked for it, the message waits in the page. */
function notifySystem(title: string, body: string, open: (() => void) | null): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const notification = new Notification(title, { body });
  notification.onclick = () => {
    window.focus();
    open?.();
  };
}
