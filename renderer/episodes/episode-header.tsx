import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { readingMinutes } from '../../shared/domain/text-statistics.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { count, dayAndHour, shortDate } from '../components/times.ts';
import { EpisodeStatusBadge } from '../projects/status-badges.tsx';
import type { EpisodeMode } from './episode-page.tsx';
import { EpisodeTitle } from './episode-title.tsx';
import type { SaveState } from './text-sync/block-text.ts';

interface EpisodeHeaderProps {
  episode: QueryRow<'episodes.get'>;
  words: number;
  mode: EpisodeMode;
  onMode: (mode: EpisodeMode) => void;
  save: SaveState;
  actions: ReactNode;
}

const SAVED: Record<SaveState, string> = {
  saved: 'Saved on this machine',
  saving: 'Saving…',
  kept: 'Kept in this window; saved as soon as the engine is back',
  refused: 'Not saved: this text cannot be taken. It stays in this window, so you can copy it',
};

export function EpisodeHeader({ episode, words, mode, onMode, save, actions }: EpisodeHeaderProps) {
  return (
    <header>
      <nav aria-label="Where this is" className="mb-1 flex gap-1.5 text-[0.8125rem] text-faint">
        <Link href="/" className="hover:text-ink">
          Projects
        </Link>
        <span aria-hidden>/</span>
        <Link href={`/projects/${episode.project_id}`} className="truncate hover:text-ink">
          {episode.project_title}
        </Link>
      </nav>
      {mode === 'edit' && <EpisodeTitle key={episode.id} episode={episode} />}
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[0.8125rem] text-faint">
        <EpisodeStatusBadge status={episode.status} />
        <span>{whenWords(episode)}</span>
        <span className="tabular-nums">
          {count(words)} words, {readingMinutes(words)} min
        </span>
        <span
          role="status"
          data-testid="save-state"
          data-state={save}
          className={save === 'kept' || save === 'refused' ? 'text-wait' : ''}
        >
          {SAVED[save]}
        </span>
        <fieldset className="ml-auto flex rounded-md border border-line-strong p-0.5">
          <legend className="sr-only">View</legend>
          {(['edit', 'read'] as const).map((choice) => (
            <button
              key={choice}
              type="button"
              aria-pressed={mode === choice}
              onClick={() => onMode(choice)}
              className="h-6 rounded px-2.5 font-medium text-soft transition-colors aria-pressed:bg-selected aria-pressed:text-ink"
            >
              {choice === 'edit' ? 'Edit' : 'Read'}
            </button>
          ))}
        </fieldset>
        {actions}
      </div>
    </header>
  );
}

function whenWords(episode: QueryRow<'episodes.get'>): string {
  if (episode.published_at !== null) return `Published ${shortDate(episode.published_at, episode.project_timezone)}`;
  if (episode.scheduled_for !== null) return `For ${dayAndHour(episode.scheduled_for, episode.project_timezone)}`;
  return 'No delivery date';
}
