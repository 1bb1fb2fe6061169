import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * For an entry of a list: when it goes, with what was decided or removed, it takes the focus with it, and the keyboard would go on from
 * the page's beginning. It goes on from the list then, or from what is left around it; unless something else has taken the focus.
 *
 * @returns the ref of the entry
 */
export function useFocusOnLoss<Entry extends HTMLElement>(): RefObject<Entry | null> {
  const entry = useRef<Entry>(null);
  useLayoutEffect(
    () => () => {
      const going = entry.current;
      if (going === null || !going.contains(document.activeElement)) return;
      const around = ancestorsOf(going);
      // Once all of this drawing is in the page.
      queueMicrotask(() => {
        // A list that is empty now is nothing to be seen.
        const near = around.find(({ isConnected, childElementCount }) => isConnected && childElementCount > 0);
        if (near === undefined || document.activeElement !== document.body) return;
        if (!near.hasAttribute('tabindex')) near.tabIndex = -1;
        near.focus({ preventScroll: true });
      });
    },
    [],
  );
  return entry;
}

/** The nearest first, without the page's body. */
function ancestorsOf(element: HTMLElement): HTMLElement[] {
  const all: HTMLElement[] = [];
  for (let up = element.parentElement; up !== null && up !== document.body; up = up.parentElement) all.push(up);
  return all;
}
