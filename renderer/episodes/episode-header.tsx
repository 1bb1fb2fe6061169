import type { QueryRow } from '../../shared/ipc/contract.ts';
import { dayAndHour, shortDate } from '../components/times.ts';
import { EpisodeStatusBadge } from '../projects/status-badges.tsx';
import { EpisodeTitle } from './episode-title.tsx';
import { WordCount } from './writing/word-count.tsx';

export function EpisodeHeader({ episode }: { episode: QueryRow<'episodes.get'> }) {
  return (
    <header>
      <EpisodeTitle key={episode.id} episode={episode} />
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[0.8125rem] text-faint">
        <EpisodeStatusBadge status={episode.status} />
        <span>{whenWords(episode)}</span>
        <WordCount known={episode.word_count} />
      </div>
    </header>
  );
}

function whenWords(episode: QueryRow<'episodes.get'>): string {
  if (episode.published_at !== null) return `Published ${shortDate(episode.published_at, episode.project_timezone)}`;
  if (episode.scheduled_for !== null) return `For ${dayAndHour(episode.scheduled_for, episode.project_timezone)}`;
  return 'No delivery date';
}
