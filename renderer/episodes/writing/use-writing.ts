import { createContext, useContext, useSyncExternalStore } from 'react';
import type { WritingDesk, WritingState } from './writing-desk.ts';

export const WritingContext = createContext<WritingDesk | null>(null);

export function useWritingDesk(): WritingDesk {
  const desk = useContext(WritingContext);
  if (desk === null) throw new Error('outside of WritingContext');
  return desk;
}

export function useWriting(desk: WritingDesk): WritingState {
  return useSyncExternalStore(desk.subscribe, () => desk.state);
}
