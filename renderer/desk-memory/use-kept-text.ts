import { useCallback, useState } from 'react';
import { keepText, readKeptText } from './kept-text.ts';

/**
 * Text of a form that outlives the form, the page and the window until it is sent or given up.
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
  const [text, setText] = useState(() => readKeptText(key) ?? begin);
  const change = useCallback(
    (next: string) => {
      setText(next);
      keepText(key, next === begin ? null : next);
    },
    [key, begin],
  );
  const forget = useCallback(() => keepText(key, null), [key]);
  return { text, change, forget };
}
