import { memo, useEffect, useLayoutEffect, useRef } from 'react';
import { type DocumentBlock, headingOf } from '../export/episode-document.ts';
import { keepSelection } from '../highlights/keep-selection.ts';
import { type Highlight, markPassages, type Place } from '../highlights/mark-passages.ts';
import { setMarkdown } from './set-markdown.ts';

const NOWHERE: ReadonlyMap<string, Place> = new Map();

interface ReadingBlockProps {
  block: DocumentBlock & { id: string };
  /** How many sources the episode has, so that references to them are links. */
  sources: number;
  highlights: readonly Highlight[];
  /** Always the same function. */
  onPlaced: (blockId: string, places: ReadonlyMap<string, Place>) => void;
}

/** One block of the text. It is set again only when its own text or marks change: a selection in another one stays. */
export const ReadingBlock = memo(function ReadingBlock({ block, sources, highlights, onPlaced }: ReadingBlockProps) {
  const text = useRef<HTMLDivElement>(null);
  const heading = headingOf(block);
  const marks = useRef(highlights);
  marks.current = highlights;
  const shape = shapeOf(highlights);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` is what matters of the marks
  useLayoutEffect(() => {
    const element = text.current;
    if (element === null) return;
    keepSelection(element, () => {
      setMarkdown(element, block.content, sources);
      onPlaced(block.id, markPassages(element, block.id, marks.current));
    });
  }, [block.id, block.content, sources, shape, onPlaced]);
  // What is not shown any more has no place in it.
  useEffect(() => () => onPlaced(block.id, NOWHERE), [block.id, onPlaced]);
  return (
    <section>
      {heading !== null && <h2 dir="auto">{heading}</h2>}
      <div ref={text} data-block={block.id} />
    </section>
  );
}, isSame);

function isSame(before: ReadingBlockProps, after: ReadingBlockProps): boolean {
  return (
    before.sources === after.sources &&
    before.block.id === after.block.id &&
    before.block.title === after.block.title &&
    before.block.content === after.block.content &&
    shapeOf(before.highlights) === shapeOf(after.highlights)
  );
}

/** What of the highlights is seen in the text: the words of a note are not. */
function shapeOf(highlights: readonly Highlight[]): string {
  return highlights
    .map(({ id, colour, note, start_offset, end_offset }) =>
      [id, colour, note.trim() !== '', start_offset, end_offset].join(),
    )
    .join(' ');
}
