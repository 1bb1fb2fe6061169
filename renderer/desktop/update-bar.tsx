import { Button } from '../components/button.tsx';
import { askDesktop, useDesktop } from './desktop-store.ts';

const STEPS = {
  sending: 'sending what waits',
  'backing-up': 'making a backup',
  closing: 'closing',
} as const;

/** Shown when a new version can be installed, and while it is. Whoever is busy ignores it: nothing is replaced unasked. */
export function UpdateBar() {
  const update = useDesktop(({ state }) => state?.update);
  if (update?.state === 'installing') {
    return (
      <p role="status" className="sticky top-0 z-30 bg-accent-wash px-4 py-1.5">
        Installing version {update.version}: {STEPS[update.step]} …
      </p>
    );
  }
  if (update?.state !== 'ready') return null;
  return (
    <div role="status" className="sticky top-0 z-30 flex items-center gap-3 bg-accent-wash px-4 py-1.5">
      <p>Version {update.version} is here. What waits is sent and a backup is made before it is installed.</p>
      <Button onClick={() => void askDesktop('update.install', {})}>Install and start again</Button>
    </div>
  );
}
