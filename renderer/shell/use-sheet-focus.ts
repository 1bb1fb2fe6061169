import { type RefObject, useEffect } from 'react';

/**
 * For what lies over the page: the keyboard goes on from its first control, and where it was before once it is put away. A button that
 * is gone while it lies there takes the focus back by itself (page/page-bar.tsx).
 */
export function useSheetFocus(sheet: RefObject<HTMLElement | null>, isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    const before = document.activeElement;
    sheet.current?.querySelector<HTMLElement>('button, a[href]')?.focus();
    return () => {
      if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus();
    };
  }, [sheet, isOpen]);
}
