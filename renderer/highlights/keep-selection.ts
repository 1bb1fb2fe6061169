import { offsetIn, rangeOf } from './block-text.ts';

/**
 * Runs `change`, which sets the block's text anew (its marks are parts of it), and selects again what was selected in it: who reads on
 * by keys has the next sentence selected when the mark of the one before is drawn. Not where the words themselves have changed.
 */
export function keepSelection(block: Element, change: () => void): void {
  const selection = document.getSelection();
  const range = selection !== null && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  const isHere = range !== null && !range.collapsed && block.contains(range.commonAncestorContainer);
  const before = block.textContent;
  const stretch = isHere
    ? {
        start: offsetIn(block, range.startContainer, range.startOffset),
        end: offsetIn(block, range.endContainer, range.endOffset),
      }
    : null;
  change();
  const again = stretch === null || block.textContent !== before ? null : rangeOf(block, stretch);
  if (again === null) return;
  selection?.removeAllRanges();
  selection?.addRange(again);
}
