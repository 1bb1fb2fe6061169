import { Button } from '../components/button.tsx';
import { useCommand } from '../engine-port/use-command.ts';
import { useRows } from '../engine-port/use-live-query.ts';

/** After the local database had to be rebuilt: what happened and what became of the person's work, until they have read it. */
export function RecoveryBar() {
  const [recovered] = useRows('sync.recovered', {});
  const acknowledge = useCommand('recovery.acknowledge');
  if (recovered === undefined) return null;
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-4 border-b border-line bg-wait-wash px-4 py-2 text-wait"
    >
      <p className="min-w-0 flex-1">{recovered.message}</p>
      <Button compact onClick={() => void acknowledge({})}>
        Understood
      </Button>
    </div>
  );
}
