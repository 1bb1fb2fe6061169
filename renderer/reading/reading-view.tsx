import { countWords, readingMinutes } from '../../shared/domain/text-statistics.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { datelineOf, kickerOf } from '../export/document-words.ts';
import { type DocumentBlock, type EpisodeDocument, titleOf } from '../export/episode-document.ts';
import { ReadingBlock } from './reading-block.tsx';
import './reading-view.css';
import { SourceNotes } from './source-notes.tsx';

interface ReadingViewProps {
  document: Omit<EpisodeDocument, 'blocks'> & { blocks: (DocumentBlock & { id: string })[] };
}

/** The episode as the subscriber reads it: what every export holds, and nothing else. */
export function ReadingView({ document }: ReadingViewProps) {
  const { blocks, sources, summary } = document;
  const minutes = readingMinutes(blocks.reduce((words, { content }) => words + countWords(content), 0));
  if (blocks.every(({ content }) => content.trim() === '')) return <EmptyState title="Nothing to read yet" />;
  return (
    <article aria-label="Reading view" className="reading">
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
        <ReadingBlock key={block.id} block={block} sources={sources.length} />
      ))}
      <SourceNotes sources={sources} />
    </article>
  );
}
