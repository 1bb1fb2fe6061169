import { Button } from '../components/button.tsx';
import { useHostState } from '../host/host-context.ts';
import { useChooseWorkspace } from '../host/use-choose-workspace.ts';

/** The demo was chosen and did not open, so the cloud is open in its place: said until somebody has decided. */
export function DemoAwayBar() {
  const host = useHostState();
  const chooseWorkspace = useChooseWorkspace();
  if (host?.workspace !== 'cloud' || host.demoTrouble === null) return null;
  return (
    <div role="status" className="flex shrink-0 items-center gap-3 bg-wait-wash px-4 py-1.5 text-wait">
      <p className="min-w-0 flex-1">
        {host.demoTrouble} The demo did not open, so your cloud is open in its place. What is on this machine is as it
        was, and the next start tries the demo again.
      </p>
      <Button compact onClick={() => chooseWorkspace('demo')}>
        Try the demo again
      </Button>
      <Button compact onClick={() => chooseWorkspace('cloud')}>
        Stay in your cloud
      </Button>
    </div>
  );
}
