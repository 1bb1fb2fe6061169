import { longDate } from '../components/times.ts';
import type { EpisodeDocument } from './episode-document.ts';

/** The line above the title: "The future of UK fintech · Episode 7". */
export function kickerOf({ project, number }: EpisodeDocument): string {
  return [project, number === null ? '' : `Episode ${number}`].filter((part) => part !== '').join(' · ');
}

/** The line below it: the date and the minutes, as far as they are known. */
export function datelineOf({ date, timezone }: Pick<EpisodeDocument, 'date' | 'timezone'>, minutes: number): string {
  return [date === null ? '' : longDate(date, timezone), minutes > 0 ? `${minutes} min read` : '']
    .filter((part) => part !== '')
    .join(' · ');
}
