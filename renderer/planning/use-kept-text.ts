import { useCallback, useState } from 'react';

const PREFIX = 'showrunner.note.';

/**
 * Text of a form that outlives the form and the page until it is sent or given up. A full or broken storage only keeps less.
 *
 * @param begin what the form begins with
 */
export function useKeptText(
  key: string,
  begin = '',
): {
  text: string;
  change: (text: string) => void;
  /** It was sent, or given up: the next form begins anew. */
  forget: () => void;
} {
  const [text, setText] = useState(() => read(key) ?? begin);
  const change = useCallback(
    (next: string) => {
      setText(next);
      try {
        if (next === begin) localStorage.removeItem(PREFIX + key);
        else localStorage.setItem(PREFIX + key, next);
      } catch {
        // It stays in the form all the same.
      }
    },
    [key, begin],
  );
  const forget = useCallback(() => {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // Then it was never kept.
    }
  }, [key]);
  return { text, change, forget };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}
