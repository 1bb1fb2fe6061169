import { useMemo } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import './reading-view.css';
import { renderMarkdown } from './render-markdown.ts';

/** The episode as the subscriber reads it. */
export function ReadingView({ blocks }: { blocks: { id: string; content: string }[] }) {
  const text = blocks.map(({ content }) => content).join('\n\n');
  const html = useMemo(() => renderMarkdown(text), [text]);
  if (text.trim() === '') return <EmptyState title="Nothing to read yet" />;
  return (
    <article
      aria-label="Reading view"
      className="reading"
      // renderMarkdown lets no HTML of the text through, and its test holds it to that.
      ref={(element) => {
        if (element !== null) element.innerHTML = html;
      }}
    />
  );
}
