import { readingMinutes } from '../../../shared/domain/text-statistics.ts';
import { count } from '../../components/times.ts';
import { useWriting, useWritingDesk } from './use-writing.ts';

/** Words and reading time of the episode, and of what is selected. `known` is what its row says, for the moment until they are counted. */
export function WordCount({ known }: { known: number }) {
  const desk = useWritingDesk();
  const counted = useWriting(desk, (state) => state.words);
  const selectedWords = useWriting(desk, (state) => state.selectedWords);
  const words = counted ?? known;
  return (
    <span className="tabular-nums" data-testid="word-count">
      {count(words)} words, {readingMinutes(words)} min
      {selectedWords > 0 && <span className="ml-1.5 text-accent">{count(selectedWords)} selected</span>}
    </span>
  );
}
