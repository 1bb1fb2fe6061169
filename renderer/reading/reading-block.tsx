import { memo, useLayoutEffect, useRef } from 'react';
import { renderMarkdown } from '../episodes/render-markdown.ts';
import { type DocumentBlock, headingOf } from '../export/episode-document.ts';

interface ReadingBlockProps {
  block: DocumentBlock & { id: string };
  /** How many sources the episode has, so that references to them are links. */
  sources: number;
}

/** One block of the text. It is set again only when its own text changes: a selection in another one stays. */
export const ReadingBlock = memo(function ReadingBlock({ block, sources }: ReadingBlockProps) {
  const text = useRef<HTMLDivElement>(null);
  const heading = headingOf(block);
  useLayoutEffect(() => {
    // renderMarkdown lets no HTML of the text through, and its test holds it to that.
    if (text.current !== null) text.current.innerHTML = renderMarkdown(block.content, sources);
    for (const part of text.current?.querySelectorAll('p, h1, h2, h3, h4, h5, h6, li, ul, ol, blockquote, th, td') ??
      []) {
      // Each paragraph reads in the direction of its own first letter.
      part.setAttribute('dir', 'auto');
    }
  }, [block.content, sources]);
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
    before.block.content === after.block.content
  );
}
