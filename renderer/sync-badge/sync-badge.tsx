import { Popover } from '@base-ui/react/popover';
import { useSyncStatus } from '../engine-port/engine-context.ts';
import { SyncDetails } from './sync-details.tsx';
import { syncWords } from './sync-words.ts';

const DOT = {
  'up-to-date': 'bg-good',
  sending: 'bg-info',
  connecting: 'bg-faint',
  offline: 'bg-wait',
  paused: 'bg-wait',
  unreachable: 'bg-wait',
} as const;

/** The truth about the connection in one line; opens into the details and the offline switch. */
export function SyncBadge() {
  const status = useSyncStatus();
  const words = status === null ? null : syncWords(status);
  // Nothing waits, and still it is not well: what was refused needs somebody.
  const isRefused = words?.state === 'up-to-date' && status !== null && status.attention_count > 0;
  return (
    <Popover.Root>
      <Popover.Trigger
        data-testid="sync-badge"
        data-state={words?.state ?? 'starting'}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left text-soft hover:bg-hover hover:text-ink"
      >
        <span
          className={`size-2 shrink-0 rounded-full ${isRefused ? 'bg-wait' : DOT[words?.state ?? 'connecting']}`}
          aria-hidden
        />
        <span className="truncate" aria-live="polite">
          {words?.label ?? 'Starting'}
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" align="start" sideOffset={8} className="z-50">
          <Popover.Popup
            aria-label="Sync"
            className="w-96 rounded-xl border border-line bg-raised p-4 shadow-raised outline-none"
          >
            {status !== null && words !== null && <SyncDetails status={status} words={words} />}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
