import { type RefObject, useEffect, useRef, useState } from 'react';
import { type Passage, selectedPassages } from './passages.ts';

/** Of the selection's first and last line, in the article's own measure. */
export interface SelectionPlace {
  left: number;
  top: number;
  bottom: number;
}

interface Selected {
  /** What is selected now, or was before the focus went to a command that is about it (the palette). */
  passages: () => readonly Passage[];
  /** While something is selected in the article and no mouse button is held. */
  place: SelectionPlace | null;
  clear: () => void;
}

/** Follows what is selected in the article. */
export function useSelectedPassages(article: RefObject<HTMLElement | null>): Selected {
  const latest = useRef<readonly Passage[]>([]);
  const [place, setPlace] = useState<SelectionPlace | null>(null);
  useEffect(() => {
    let isHeld = false;
    const look = () => {
      const root = article.current;
      const selection = document.getSelection();
      if (root === null || selection === null) return;
      const isHere = selection.anchorNode !== null && root.contains(selection.anchorNode);
      const passages = isHere ? selectedPassages(root, selection) : [];
      // A selection that went elsewhere, to a field, leaves what was selected here; one that was given up here does not.
      if (isHere) latest.current = passages;
      setPlace(passages.length > 0 && !isHeld ? placeIn(root, selection.getRangeAt(0)) : null);
    };
    const hold = () => {
      isHeld = true;
    };
    const letGo = () => {
      isHeld = false;
      // The click that ends a selection takes it away only after its own events.
      requestAnimationFrame(look);
    };
    const element = article.current;
    document.addEventListener('selectionchange', look);
    element?.addEventListener('pointerdown', hold);
    window.addEventListener('pointerup', letGo);
    window.addEventListener('resize', look);
    return () => {
      document.removeEventListener('selectionchange', look);
      element?.removeEventListener('pointerdown', hold);
      window.removeEventListener('pointerup', letGo);
      window.removeEventListener('resize', look);
    };
  }, [article]);
  return {
    passages() {
      // The event comes after the change: what is asked in between is about what is selected now.
      const [root, selection] = [article.current, document.getSelection()];
      if (root !== null && selection !== null && root.contains(selection.anchorNode))
        latest.current = selectedPassages(root, selection);
      return latest.current;
    },
    place,
    clear() {
      latest.current = [];
      document.getSelection()?.removeAllRanges();
      setPlace(null);
    },
  };
}

function placeIn(root: Element, range: Range): SelectionPlace | null {
  const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
  const [first] = rects;
  const last = rects.at(-1);
  if (first === undefined || last === undefined) return null;
  const { left, top } = root.getBoundingClientRect();
  return { left: first.left + first.width / 2 - left, top: first.top - top, bottom: last.bottom - top };
}
