import { Switch } from '@base-ui/react/switch';
import type { SyncStatus } from '../../shared/sync/status.ts';
import { Button } from '../components/button.tsx';
import { useCommand } from '../engine-port/use-command.ts';
import type { SyncWords } from './sync-words.ts';
import { ThreeTruths } from './three-truths.tsx';
import { WaitingList } from './waiting-list.tsx';

/** The three truths: what waits and since when, when everything was last here, and whether the cloud answers. */
export function SyncDetails({ status, words }: { status: SyncStatus; words: SyncWords }) {
  const setOffline = useCommand('sync.set-offline');
  const syncNow = useCommand('sync.now');
  const confirm = useCommand('sync.confirm-deletions');
  const reasons = status.connection.state === 'paused' ? status.connection.reasons : [];
  const offline = reasons.includes('offline-by-choice');
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">{words.label}</p>
      <p className="text-soft">{words.sentence}</p>
      <ThreeTruths status={status} />
      <WaitingList />
      {reasons.includes('needs-confirmation') && (
        <div className="flex gap-2">
          <Button look="danger" onClick={() => void confirm({ accept: true })}>
            Remove them here too
          </Button>
          <Button onClick={() => void confirm({ accept: false })}>Keep them</Button>
        </div>
      )}
      <div className="flex items-center justify-between border-t border-line pt-3">
        <span className="flex items-center gap-2.5">
          <Switch.Root
            aria-labelledby="work-offline"
            checked={offline}
            onCheckedChange={(next) => void setOffline({ offline: next })}
            className="relative h-5 w-9 rounded-full bg-line-strong data-checked:bg-accent"
          >
            <Switch.Thumb className="block size-4 translate-x-0.5 rounded-full bg-white transition-transform data-checked:translate-x-[1.125rem]" />
          </Switch.Root>
          <span id="work-offline">Work offline</span>
        </span>
        <Button compact onClick={() => void syncNow({})} disabled={offline}>
          Sync now
        </Button>
      </div>
    </div>
  );
}
