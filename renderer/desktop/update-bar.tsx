import type { UpdateState } from '../../shared/ipc/desktop.ts';
import { Button } from '../components/button.tsx';
import { updateWords } from './desktop-section.tsx';
import { askDesktop, useDesktop } from './desktop-store.ts';
import { type Offer, updateOffer } from './update-offer.tsx';

const STEPS = {
  sending: 'sending what waits',
  'backing-up': 'making a backup',
  closing: 'closing',
  'handing-over': "waiting for the system's installer, which can take some minutes",
} as const;

/** What the bar says and offers; null for no bar. */
export function barOf(update: UpdateState, hasInstallFailed: boolean): { words: string; offer: Offer | null } | null {
  switch (update.state) {
    case 'installing':
      return { words: `Installing version ${update.version}: ${STEPS[update.step]} …`, offer: null };
    case 'ready':
      return {
        words: `Version ${update.version} is here. What waits is sent and a backup is made before it is installed.`,
        offer: updateOffer(update),
      };
    case 'failed':
    case 'checking':
      // A look that nobody asked for is no news, nor that it failed; whoever pressed Install here is told here.
      return hasInstallFailed ? { words: updateWords(update), offer: updateOffer(update) } : null;
    default:
      return null;
  }
}

/**
 * Shown when a new version can be installed, while it is, and when that did not work. Whoever is busy ignores it: nothing is
 * replaced unasked.
 */
export function UpdateBar() {
  const update = useDesktop(({ state }) => state?.update);
  const hasInstallFailed = useDesktop((desktop) => desktop.hasInstallFailed);
  const bar = update === undefined ? null : barOf(update, hasInstallFailed);
  if (bar === null) return null;
  const { words, offer } = bar;
  return (
    <div role="status" className="sticky top-0 z-30 flex items-center gap-3 bg-accent-wash px-4 py-1.5">
      <p>{words}</p>
      {offer !== null && <Button onClick={() => void askDesktop(offer.request, {})}>{offer.label}</Button>}
    </div>
  );
}
