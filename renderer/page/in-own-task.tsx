import { type ReactNode, useDeferredValue } from 'react';

/**
 * Draws its children in a task of its own, right after the one that shows what is around it: a page that was drawn as a whole would
 * hold up a keystroke for longer than is felt on a small machine. What changes later changes at once.
 */
export function InOwnTask({ children }: { children: ReactNode }) {
  const isDue = useDeferredValue(true, false);
  return isDue ? children : null;
}
