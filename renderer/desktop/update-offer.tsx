import type { UpdateState } from '../../shared/ipc/desktop.ts';
import { Button } from '../components/button.tsx';
import { updateWords } from './desktop-section.tsx';
import { askDesktop, useDesktop } from './desktop-store.ts';

export interface Offer {
  request: 'update.install' | 'update.check';
  label: string;
}

/** What can be done about a newer version now; null while one is looked for, fetched or installed, or where there are none. */
export function updateOffer(update: UpdateState): Offer | null {
  switch (update.state) {
    case 'ready':
      return { request: 'update.install', label: 'Install and start again' };
    case 'current':
    case 'failed':
      return { request: 'update.check', label: 'Check for updates' };
    default:
      return null;
  }
}

/**
 * For what covers the bar that offers updates (the recovery screen, the sign-in, the lock): a newer version may be what opens the desk
 * again.
 */
export function UpdateOffer() {
  const desktop = useDesktop(({ state }) => state);
  if (desktop === null || desktop.update.state === 'off') return null;
  const offer = updateOffer(desktop.update);
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-line pt-4">
      <p role="status" className="mr-auto">
        Version {desktop.version}. <span className="text-soft">{updateWords(desktop.update)}</span>
      </p>
      {offer !== null && <Button onClick={() => void askDesktop(offer.request, {})}>{offer.label}</Button>}
    </div>
  );
}
