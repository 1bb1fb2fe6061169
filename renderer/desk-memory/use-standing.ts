import { useRef, useState } from 'react';
import { type EditState, settled, standing } from './edit-state.ts';

/** What stands in the store: `present` as the rows say, and from the answer of a command until they come what that has put there. */
export function useStanding<T>(present: T): { stands: T; took: (to: T) => void } {
  const [held, setState] = useState<EditState<T>>({ edit: null, taken: null });
  const state = settled(held, present);
  if (state !== held) setState(state);
  const latest = useRef(present);
  latest.current = present;
  return {
    stands: standing(state, present),
    took: (to) => setState({ edit: null, taken: { from: latest.current, to } }),
  };
}
