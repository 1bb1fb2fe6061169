import { useRef } from 'react';

/**
 * Sends what stands in a field, once: an Enter while it is on its way is no second wish, and what is typed meanwhile is not lost.
 *
 * @param send answers, once it was taken, what becomes of the text that is left; null when it was not taken: all of it then stays
 */
export function useSending(
  text: string,
  send: (sent: string) => Promise<((rest: string) => void) | null>,
): () => Promise<void> {
  const latest = useRef(text);
  latest.current = text;
  const isOnItsWay = useRef(false);
  return async () => {
    if (isOnItsWay.current) return;
    isOnItsWay.current = true;
    try {
      const settle = await send(text);
      // What was typed while it was on its way is the beginning of the next; what was written over it is no rest of it.
      settle?.(latest.current.startsWith(text) ? latest.current.slice(text.length) : latest.current);
    } finally {
      isOnItsWay.current = false;
    }
  };
}
