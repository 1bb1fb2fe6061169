import { anchorOf, type TextAnchor } from '../../shared/domain/text-anchor.ts';
import { BLOCK_TEXTS, offsetIn } from './block-text.ts';

/** A place in the text to go on from. */
export interface TextPlace {
  blockId: string;
  start: number;
  end: number;
}

/** Selected words of one block. */
export interface Passage {
  blockId: string;
  anchor: TextAnchor;
}

/** What is selected in the article, a passage for each block that it reaches into; none when nothing is. */
export function selectedPassages(article: Element, selection: Selection | null): Passage[] {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(article)) return [];
  return [...article.querySelectorAll(BLOCK_TEXTS)].flatMap((block) => {
    const blockId = block.getAttribute('data-block');
    if (blockId === null || !range.intersectsNode(block)) return [];
    const text = block.textContent;
    const from = offsetIn(block, range.startContainer, range.startOffset);
    const to = offsetIn(block, range.endContainer, range.endOffset);
    const words = text.slice(from, to);
    const start = from + words.length - words.trimStart().length;
    const end = from + words.trimEnd().length;
    return end > start ? [{ blockId, anchor: anchorOf(text, start, end) }] : [];
  });
}
