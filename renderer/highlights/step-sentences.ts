import { BLOCK_TEXTS, offsetIn, rangeOf, readableText } from './block-text.ts';
import type { TextPlace } from './passages.ts';
import { type Stretch, sentencesOf } from './sentences.ts';

interface Sentence extends Stretch {
  block: Element;
}

/** Long texts are cut into sentences once, until they are set again. */
const known = new WeakMap<Element, { text: string; sentences: Stretch[] }>();

function sentencesIn(block: Element): Stretch[] {
  const text = readableText(block);
  const before = known.get(block);
  if (before?.text === text) return before.sentences;
  const sentences = sentencesOf(text);
  known.set(block, { text, sentences });
  return sentences;
}

/**
 * Selects the next sentence of the article, or the one before (-1): from the selection, else from `from`, else from what is in sight.
 * `extend` keeps what is selected and adds to it.
 */
export function stepSentence(
  article: Element,
  direction: 1 | -1,
  options: { extend: boolean; from: TextPlace | null },
): void {
  const selection = document.getSelection();
  if (selection === null) return;
  const blocks = [...article.querySelectorAll(BLOCK_TEXTS)];
  const sentences = blocks.flatMap((block) => sentencesIn(block).map((stretch): Sentence => ({ block, ...stretch })));
  const isHere = selection.anchorNode !== null && article.contains(selection.anchorNode) && selection.rangeCount > 0;
  const from = isHere ? selection.getRangeAt(0) : rangeOfPlace(article, options.from);
  const chosen = from === null ? firstInSight(sentences) : beside(sentences, from, direction);
  const range = chosen === undefined ? null : rangeOf(chosen.block, chosen);
  if (range === null) return;
  if (options.extend && isHere && !selection.isCollapsed) {
    if (direction === 1) selection.extend(range.endContainer, range.endOffset);
    else selection.extend(range.startContainer, range.startOffset);
  } else {
    selection.removeAllRanges();
    selection.addRange(range);
  }
  bringIntoSight(range);
}

function rangeOfPlace(article: Element, place: TextPlace | null): Range | null {
  const block = place === null ? null : article.querySelector(`[data-block="${place.blockId}"]`);
  return place === null || block === null ? null : rangeOf(block, place);
}

function beside(sentences: readonly Sentence[], from: Range, direction: 1 | -1): Sentence | undefined {
  const node = direction === 1 ? from.endContainer : from.startContainer;
  const offset = direction === 1 ? from.endOffset : from.startOffset;
  const offsets = new Map<Element, number>();
  // A place outside of a block lies at its beginning or end, so that blocks before and after it are told apart too.
  const placeIn = (block: Element): number => {
    const before = offsets.get(block) ?? offsetIn(block, node, offset);
    offsets.set(block, before);
    return before;
  };
  if (direction === 1) return sentences.find(({ block, start }) => start >= placeIn(block));
  return sentences.findLast(({ block, end }) => end <= placeIn(block));
}

function firstInSight(sentences: readonly Sentence[]): Sentence | undefined {
  const inSight = sentences.find(({ block, start, end }) => {
    const rect = rangeOf(block, { start, end })?.getBoundingClientRect();
    return rect !== undefined && rect.top > ROOM;
  });
  return inSight ?? sentences[0];
}

/** Kept free above and below what was stepped to, in pixels: the page's bar, and lines to read on. */
const ROOM = 96;

function bringIntoSight(range: Range): void {
  const { top, bottom } = range.getBoundingClientRect();
  if (top > ROOM && bottom < window.innerHeight - ROOM) return;
  let element = range.startContainer.parentElement;
  while (element !== null && !(element.scrollHeight > element.clientHeight && scrolls(element))) {
    element = element.parentElement;
  }
  element?.scrollBy({ top: top - window.innerHeight / 3 });
}

function scrolls(element: Element): boolean {
  return /auto|scroll/.test(getComputedStyle(element).overflowY);
}
