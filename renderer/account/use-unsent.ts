import { useSyncStatus } from '../engine-port/engine-context.ts';
import { useLiveQuery } from '../engine-port/use-live-query.ts';

/** What is on this machine and nowhere else. */
export type Unsent =
  /** The store has not answered yet: that is not the same as nothing. */
  | { state: 'opening' }
  /** The store cannot be read, so nobody can count it. */
  | { state: 'unreadable'; message: string }
  /** `conflicts`: open ones, whose own side only this machine has. */
  | { state: 'known'; edits: number; conflicts: number };

/** What this desk holds that the cloud does not. */
export function useUnsent(): { unsent: Unsent; canSend: boolean } {
  const status = useSyncStatus();
  const edits = useLiveQuery('sync.unsent', {});
  const canSend = status?.connection.state === 'online';
  if (edits.state === 'failed') return { unsent: { state: 'unreadable', message: edits.error.message }, canSend };
  if (edits.state === 'opening' || status === null) return { unsent: { state: 'opening' }, canSend };
  const counted = status.pending_count + status.attention_count;
  return {
    unsent: {
      state: 'known',
      // Requests to generate wait too and are no edits; the larger of the two is never less than what is there.
      edits: Math.max(counted, edits.rows.length),
      conflicts: status.open_conflict_count,
    },
    canSend,
  };
}

/** "3 edits", for sentences. */
export function editsInWords(count: number): string {
  return count === 1 ? '1 edit' : `${count} edits`;
}

/** "your versions of 2 conflicts", for sentences. */
export function versionsInWords(count: number): string {
  return count === 1 ? 'your version of 1 conflict' : `your versions of ${count} conflicts`;
}

/** What would be nowhere any more without this machine: "3 edits and your version of 1 conflict". Null for nothing. */
export function lossInWords(unsent: Exclude<Unsent, { state: 'opening' }>): string | null {
  if (unsent.state === 'unreadable') return 'what is not sent';
  const { edits, conflicts } = unsent;
  const parts = [...(edits > 0 ? [editsInWords(edits)] : []), ...(conflicts > 0 ? [versionsInWords(conflicts)] : [])];
  return parts.length === 0 ? null : parts.join(' and ');
}
