import { createContext, useContext, useSyncExternalStore } from 'react';
import type { WritingDesk, WritingState } from './writing-desk.ts';

export const WritingContext = createContext<WritingDesk | null>(null);

export function useWritingDesk(): WritingDesk {
  const desk = useContext(WritingContext);
  if (desk === null) throw new Error('outside of WritingContext');
  return desk;
}

/** What `pick` takes of it: a value, or a part that is the same object for as long as it says the same. Drawn anew when that changes. */
export function useWriting<T>(desk: WritingDesk, pick: (state: WritingState) => T): T {
  return useSyncExternalStore(desk.subscribe, () => pick(desk.state));
}
