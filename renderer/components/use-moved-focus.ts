import { type RefObject, useLayoutEffect } from 'react';

/** The field that had the focus when it was taken out of the page by the drawing that is under way, and what was selected in it. */
let leaving: { name: string; start: number; end: number } | null = null;

/**
 * For a field whose form may come to stand elsewhere while somebody types in it, as when its card goes to another column: it is made
 * anew there, and has the focus again. One that is drawn later, when the page is opened again, takes it from nobody.
 *
 * @param name the same before and after
 */
export function useMovedFocus(name: string, field: RefObject<HTMLTextAreaElement | null>): void {
  useLayoutEffect(() => {
    const area = field.current;
    if (area === null) return;
    if (leaving?.name === name) {
      area.focus();
      area.setSelectionRange(leaving.start, leaving.end);
    }
    return () => {
      if (document.activeElement !== area) return;
      const gone = { name, start: area.selectionStart, end: area.selectionEnd };
      leaving = gone;
      // What takes its place is there with the same drawing.
      setTimeout(() => {
        if (leaving === gone) leaving = null;
      });
    };
  }, [name, field]);
}
