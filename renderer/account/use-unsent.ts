import { useSyncStatus } from '../engine-port/engine-context.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import { saveUnsent } from '../recovery/save-unsent.ts';

/** What this desk holds that the cloud does not, and how to take a copy of it away. */
export function useUnsent(): { count: number; save: () => void; canSend: boolean } {
  const status = useSyncStatus();
  const edits = useRows('sync.unsent', {});
  const counted = (status?.pending_count ?? 0) + (status?.attention_count ?? 0);
  return {
    // Requests to generate wait too and are no edits; the larger of the two is never less than what is there.
    count: Math.max(counted, edits.length),
    save: () => saveUnsent(edits, new Date()),
    canSend: status?.connection.state === 'online',
  };
}

/** "3 edits", for sentences. */
export function editsInWords(count: number): string {
  return count === 1 ? '1 edit' : `${count} edits`;
}
