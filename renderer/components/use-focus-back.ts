import { type RefObject, useEffect, useRef } from 'react';

/**
 * For a form that stands where its opener stood, or beside it: when it closes, it takes the focus with it, and the keyboard would go
 * on from the page's beginning.
 * @returns the ref of what gets the focus then, unless somebody has gone elsewhere meanwhile: saving takes a moment
 */
export function useFocusBack<Opener extends HTMLElement>(isOpen: boolean): RefObject<Opener | null> {
  const opener = useRef<Opener>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    const hasClosed = wasOpen.current && !isOpen;
    wasOpen.current = isOpen;
    if (hasClosed && document.activeElement === document.body) opener.current?.focus();
  }, [isOpen]);
  return opener;
}
