import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * For a section whose buttons go away with what they have done: they take the focus with them, and the keyboard would go on from the
 * page's beginning. It goes on from the section's heading then, or from the page's when the whole section is gone; not from the
 * button that comes in its place, which undoes what was done: a key that is pressed twice must not press both. To be called by what
 * stays while the section comes and goes.
 * @returns the ref of the section
 */
export function useFocusKept<Section extends HTMLElement>(): RefObject<Section | null> {
  const section = useRef<Section>(null);
  const held = useRef<Element | null>(null);
  useEffect(() => {
    const enter = ({ target }: FocusEvent) => {
      // A dialog gives back what it took, and goes away with the button that opened it.
      if (!(target instanceof Element) || target.closest('[role=dialog]') !== null) return;
      held.current = section.current?.contains(target) === true ? target : null;
    };
    // Whoever leaves a button that stays, for nothing, is elsewhere; one that is removed may or may not say that it is left.
    const leave = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null) return;
      queueMicrotask(() => {
        if (target === held.current && held.current?.isConnected === true) held.current = null;
      });
    };
    document.addEventListener('focusin', enter);
    document.addEventListener('focusout', leave);
    return () => {
      document.removeEventListener('focusin', enter);
      document.removeEventListener('focusout', leave);
    };
  }, []);
  useLayoutEffect(() => {
    if (held.current === null || held.current.isConnected) return;
    held.current = null;
    if (document.activeElement !== document.body) return;
    const heading = section.current?.querySelector<HTMLElement>('h2') ?? document.querySelector<HTMLElement>('h1');
    if (heading === null) return;
    heading.tabIndex = -1;
    // Nobody has asked to see it: whoever reads elsewhere by now stays there.
    heading.focus({ preventScroll: true });
  });
  return section;
}
