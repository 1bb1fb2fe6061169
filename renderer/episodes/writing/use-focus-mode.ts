import { useEffect } from 'react';
import { useDeskMemory } from '../../desk-memory/memory-store.ts';

/** Nothing but the paragraph: the panels go, the rest of the text steps back. What was open comes back afterwards. */
export function useFocusMode(): { isOn: boolean; toggle: () => void } {
  const isOn = useDeskMemory(({ unfolded }) => unfolded !== null);
  useEffect(() => () => useDeskMemory.getState().unfold(), []);
  return {
    isOn,
    toggle() {
      const { fold, unfold } = useDeskMemory.getState();
      if (isOn) unfold();
      else fold();
    },
  };
}
