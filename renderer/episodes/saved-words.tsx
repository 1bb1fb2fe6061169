import { useSyncExternalStore } from 'react';
import type { SaveStates } from './save-states.ts';
import type { SaveState } from './text-sync/block-text.ts';

const SAVED: Record<SaveState, string> = {
  saved: 'Saved on this machine',
  saving: 'Saving…',
  kept: 'Kept in this window; saved as soon as the engine is back',
  refused: 'Not saved: this text cannot be taken. It stays in this window, so you can copy it',
};

/** What is true of the text just now, in the page's bar. */
export function SavedWords({ states, blockIds }: { states: SaveStates; blockIds: readonly string[] }) {
  const save = useSyncExternalStore(states.subscribe, () => states.worst(blockIds));
  return (
    <span
      role="status"
      data-testid="save-state"
      data-state={save}
      className={`truncate ${save === 'kept' || save === 'refused' ? 'text-wait' : ''}`}
    >
      {SAVED[save]}
    </span>
  );
}
