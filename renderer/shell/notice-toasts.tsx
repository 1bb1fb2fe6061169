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
      }),
    [engine, show, go],
  );
  return null;
}
