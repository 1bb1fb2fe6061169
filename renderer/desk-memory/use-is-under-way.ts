import { useSyncExternalStore } from 'react';
import type { Flights } from './flights.ts';
import { ofOwner } from './kept-text.ts';

/** Whether what was sent under this name is not answered yet: for a field of which nothing could be saved that is typed on meanwhile. */
export function useIsUnderWay<Sent, Answer>(flights: Flights<Sent, Answer>, name: string): boolean {
  const full = ofOwner(name);
  return useSyncExternalStore(
    (changed) => flights.onChange(changed),
    () => flights.isUnderWay(full),
  );
}
