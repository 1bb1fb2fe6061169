import { useEffect, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { keepText, readKeptText } from './kept-text.ts';

export interface NewId {
  id: string;
  /** It was sent, from here or from a form that stood before this one: it may have been made. */
  isSent: boolean;
  /** To be called before it is sent: neither the form nor the page may be there when the answer comes. */
  keep: () => void;
  /** It was made under this id, by whichever form. */
  adopt: (id: string) => void;
  /** It was made, or given up: what comes next is another one. */
  forget: () => void;
}

/**
 * The id of something new. Once it was sent it is kept beside the words of its form, for as long as there are any: what is sent again,
 * after an answer was lost, a form was left or a page was loaded anew, is the same thing and not a second one.
 *
 * @param isBegun whether words of its form are kept
 */
export function useNewId(key: string, isBegun: () => boolean): NewId {
  const [{ id, isSent }, set] = useState(() => {
    const kept = isBegun() ? readKeptText(key) : null;
    return { id: kept ?? uuidv7(), isSent: kept !== null };
  });
  useEffect(() => {
    if (isSent) keepText(key, isBegun() ? id : null);
  });
  return {
    id,
    isSent,
    keep() {
      keepText(key, id);
      set({ id, isSent: true });
    },
    adopt: (made) => set({ id: made, isSent: true }),
    forget() {
      // At once: a form that closes with this has no effects any more.
      keepText(key, null);
      set({ id: uuidv7(), isSent: false });
    },
  };
}
