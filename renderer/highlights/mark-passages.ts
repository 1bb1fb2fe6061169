import { findAnchor, findMoved, type TextAnchor } from '../../shared/domain/text-anchor.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { piecesOf } from './block-text.ts';

export type Highlight = QueryRow<'highlights.of_episode'>;

/** Where a highlight is in the text as it stands; null when its words are not there any more. */
export type Place = { start: number; edited: boolean } | null;

/**
 * Marks in a block's text, which has none yet, what the person has highlighted in it. Answers where each of them is. Highlights of
 * another block, whose words are not there any more, are marked where they have moved to: a split or a join takes them along.
 */
export function markPassages(block: Element, blockId: string, highlights: readonly Highlight[]): Map<string, Place> {
  const text = block.textContent;
  const places = new Map<string, Place>();
  for (const highlight of highlights) {
    const anchor = anchorIn(highlight);
    const found = highlight.block_id === blockId ? findAnchor(text, anchor) : findMoved(text, anchor);
    places.set(highlight.id, found === null ? null : { start: found.start, edited: found.edited });
    if (found === null) continue;
    for (const { node, from, to } of piecesOf(block, found)) {
      // The space between paragraphs and items is no place for a mark.
      if (node.data.slice(from, to).trim() === '') continue;
      const mark = document.createElement('mark');
      mark.dataset.highlight = highlight.id;
      mark.dataset.colour = highlight.colour;
      if (highlight.note.trim() !== '') mark.dataset.noted = '';
      mark.tabIndex = -1;
      const piece = node.splitText(from);
      piece.splitText(to - from);
      piece.replaceWith(mark);
      mark.append(piece);
    }
  }
  return places;
}

function anchorIn(highlight: Highlight): TextAnchor {
  return {
    start: highlight.start_offset,
    end: highlight.end_offset,
    text: highlight.selected_text,
    before: highlight.text_before,
    after: highlight.text_after,
  };
}
