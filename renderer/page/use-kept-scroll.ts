import { type RefObject, useEffect, useRef } from 'react';
import { useDeskMemory } from '../desk-memory/memory-store.ts';

/** Scrolling is written down once it rests, in milliseconds. */
const REST_MS = 150;
/** A page that has not grown to its old height by then has become shorter, in milliseconds. */
const RESTORE_MS = 4_000;
const BY_HAND = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;

/**
 * Keeps a page's scroll position, and brings it back when the page is opened again. The content arrives bit by bit, so the
 * position is set again at each growth until it is reached, or until the person scrolls. `outer` scrolls on a narrow window,
 * `inner` on a wide one.
 */
export function useKeptScroll(path: string): {
  outer: RefObject<HTMLDivElement | null>;
  inner: RefObject<HTMLDivElement | null>;
} {
  const outer = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const elements = [outer.current, inner.current].filter((element) => element !== null);
    const content = inner.current?.firstElementChild;
    if (content == null) return;
    const wanted = useDeskMemory.getState().pages.find((page) => page.path === path)?.scroll ?? 0;
    let isRestoring = wanted > 0;
    let rest: ReturnType<typeof setTimeout> | undefined;
    let last = wanted;
    const position = () => Math.max(...elements.map(({ scrollTop }) => scrollTop));
    const stopRestoring = () => {
      isRestoring = false;
      growth.disconnect();
    };
    const restore = () => {
      for (const element of elements) element.scrollTop = wanted;
      if (position() >= wanted - 1) stopRestoring();
    };
    const keep = () => {
      rest = undefined;
      useDeskMemory.getState().scrolled(path, Math.round(last));
    };
    const onScroll = () => {
      if (isRestoring) return;
      // Read now: when the page is left before the scrolling rests, the elements are gone from the document, and stand at 0.
      last = position();
      clearTimeout(rest);
      rest = setTimeout(keep, REST_MS);
    };
    const growth = new ResizeObserver(restore);
    if (isRestoring) growth.observe(content);
    const limit = setTimeout(stopRestoring, RESTORE_MS);
    for (const element of elements) {
      element.addEventListener('scroll', onScroll, { passive: true });
      for (const hand of BY_HAND) element.addEventListener(hand, stopRestoring, { passive: true });
    }
    const leave = () => {
      clearTimeout(rest);
      if (rest !== undefined) keep();
    };
    window.addEventListener('pagehide', leave);
    return () => {
      leave();
      clearTimeout(limit);
      growth.disconnect();
      window.removeEventListener('pagehide', leave);
      for (const element of elements) {
        element.removeEventListener('scroll', onScroll);
        for (const hand of BY_HAND) element.removeEventListener(hand, stopRestoring);
      }
    };
  }, [path]);
  return { outer, inner };
}
