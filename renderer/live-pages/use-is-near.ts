import { type RefObject, useEffect, useState } from 'react';

/** How far beyond the window counts as near: a flick of the wheel does not outrun a read of the store. */
const AHEAD = '800px 0px';

/** Whether an element is in sight or nearly; `initially` until that is known. */
export function useIsNear(element: RefObject<HTMLElement | null>, initially: boolean): boolean {
  const [near, setNear] = useState(initially);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const root = scrollParent(current);
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      root,
      rootMargin: AHEAD,
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return near;
}

/** The margin counts for the element that scrolls only, so that one has to be named; null is the window. */
function scrollParent(element: HTMLElement): HTMLElement | null {
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  }
  return null;
}
