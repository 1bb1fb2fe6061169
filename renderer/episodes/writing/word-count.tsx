import { readingMinutes } from '../../../shared/domain/text-statistics.ts';
import { count } from '../../components/times.ts';
import { useWriting, useWritingDesk } from './use-writing.ts';

/** Words and reading time of the episode, and of what is selected. */
export function WordCount() {
  const { words, selectedWords } = useWriting(useWritingDesk());
  return (
    <span className="tabular-nums" data-testid="word-count">
      {count(words)} words, {readingMinutes(words)} min
      {selectedWords > 0 && <span className="ml-1.5 text-accent">{count(selectedWords)} selected</span>}
    </span>
  );
}
