import { countWords, readingMinutes } from '../../shared/domain/text-statistics.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { datelineOf, kickerOf } from '../export/document-words.ts';
import { type DocumentBlock, type EpisodeDocument, titleOf } from '../export/episode-document.ts';
import '../highlights/highlights.css';
import { SelectionToolbar } from '../highlights/selection-toolbar.tsx';
import type { Highlights } from '../highlights/use-highlights.ts';
import { ReadingBlock } from './reading-block.tsx';
import './reading-view.css';
import { SourceNotes } from './source-notes.tsx';
import { useReader } from './use-reader.ts';

interface ReadingViewProps {
  document: Omit<EpisodeDocument, 'blocks'> & { blocks: (DocumentBlock & { id: string })[] };
  highlights: Highlights;
  onAsk: (words: string) => void;
}

/** The episode as the subscriber reads it: what every export holds, and over it what this person has highlighted. */
export function ReadingView({ document, highlights, onAsk }: ReadingViewProps) {
  const { blocks, sources, summary } = document;
  const minutes = readingMinutes(blocks.reduce((words, { content }) => words + countWords(content), 0));
  const reader = useReader(highlights, onAsk);
  if (blocks.every(({ content }) => content.trim() === '')) return <EmptyState title="Nothing to read yet" />;
  return (
    <div className="relative">
      <article
        ref={reader.article}
        aria-label="Reading view"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is read can be walked by keyboard
        tabIndex={0}
        className="reading"
        onKeyDown={reader.onKeyDown}
        onClick={reader.onClick}
      >
        <header className="reading-head">
          <p className="reading-small" dir="auto">
            {kickerOf(document)}
          </p>
          <h1 dir="auto">{titleOf(document)}</h1>
          {summary.trim() !== '' && (
            <p className="reading-standfirst" dir="auto">
              {summary}
            </p>
          )}
          <p className="reading-small">{datelineOf(document, minutes)}</p>
        </header>
        {blocks.map((block) => (
          <ReadingBlock
            key={block.id}
            block={block}
            sources={sources.length}
            highlights={highlights.ofBlock(block.id)}
            onPlaced={highlights.placed}
          />
        ))}
        <SourceNotes sources={sources} />
      </article>
      {reader.place !== null && (
        <SelectionToolbar
          place={reader.place}
          onColour={reader.highlightIn}
          onNote={reader.highlightWithNote}
          onAsk={reader.ask}
        />
      )}
      <p role="status" className="sr-only">
        {reader.said}
      </p>
    </div>
  );
}
