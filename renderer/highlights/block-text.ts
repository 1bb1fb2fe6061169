import type { Stretch } from './sentences.ts';

/** The element of the reading view that holds a block's text. Offsets of highlights count in its text as it is read. */
export const BLOCK_TEXTS = '[data-block]';

/** Elements in which a line break only lies between their parts; elsewhere it is a space of a sentence. */
const CONTAINERS = /^(DIV|UL|OL|BLOCKQUOTE|TABLE|THEAD|TBODY|TR)$/;

function textNodesOf(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node instanceof Text) nodes.push(node);
  return nodes;
}

/** As `root.textContent`, letter for letter, but with line breaks only where something new begins. */
export function readableText(root: Element): string {
  return textNodesOf(root)
    .map((node) => (CONTAINERS.test(node.parentElement?.tagName ?? '') ? node.data : node.data.replaceAll('\n', ' ')))
    .join('');
}

/** Where a place of the page is in the text of the block; its beginning or end when it lies outside. */
export function offsetIn(root: Element, node: Node, offset: number): number {
  const range = document.createRange();
  range.selectNodeContents(root);
  const side = range.comparePoint(node, offset);
  if (side < 0) return 0;
  if (side === 0) range.setEnd(node, offset);
  return range.toString().length;
}

/** The text nodes, or parts of them, that hold the stretch, in order. */
export function piecesOf(root: Element, { start, end }: Stretch): { node: Text; from: number; to: number }[] {
  let at = 0;
  return textNodesOf(root).flatMap((node) => {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, node.length);
    at += node.length;
    return from < to ? [{ node, from, to }] : [];
  });
}

export function rangeOf(root: Element, stretch: Stretch): Range | null {
  const pieces = piecesOf(root, stretch);
  const [first] = pieces;
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) return null;
  const range = document.createRange();
  range.setStart(first.node, first.from);
  range.setEnd(last.node, last.to);
  return range;
}
