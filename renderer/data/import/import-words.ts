import { count } from '../../components/times.ts';
import type { ImportCounts } from './run-import.ts';

/** "1 project, 7 episodes, 9 texts, 2 notes", for sentences. */
export function countWords({ projects, episodes, texts, notes }: ImportCounts): string {
  const one = (value: number, singular: string, plural: string) => `${count(value)} ${value === 1 ? singular : plural}`;
  return [
    one(projects, 'project', 'projects'),
    one(episodes, 'episode', 'episodes'),
    one(texts, 'text', 'texts'),
    one(notes, 'note', 'notes'),
  ].join(', ');
}

export function doneWords(made: ImportCounts): string {
  return `Imported: ${countWords(made)}. The projects are paused.`;
}

/** @param isUnsure the step that it stopped in may have been done, or not */
export function stoppedWords(made: ImportCounts, why: string, isUnsure: boolean): string {
  const next = isUnsure
    ? ' What was being made then may be here as well: look for it before you import the file again, which makes everything anew.'
    : '';
  return `${why} What was made until then is here: ${countWords(made)}.${next}`;
}
