import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Badge } from '../components/badge.tsx';
import { count, dayAndHour, shortDate } from '../components/times.ts';
import { useIsOnline } from '../engine-port/use-session.ts';
import { isSuspended } from '../generation/inactive-project.ts';
import { ProgressRing } from '../generation/progress-ring.tsx';
import { EpisodeStatusBadge } from './status-badges.tsx';

interface EpisodeRowProps {
  episode: QueryRow<'episodes.of_project'>;
  project: Pick<QueryRow<'projects.get'>, 'timezone' | 'status'>;
  /** This person has not opened it since it was published. */
  unread: boolean;
  /** It was asked for on this machine, and the cloud did not accept that. */
  isRefused: boolean;
}

export function EpisodeRow({ episode, project, unread, isRefused }: EpisodeRowProps) {
  const isOff = isSuspended({ status: episode.live_job_status }, project.status);
  return (
    <li>
      <Link
        href={`/episodes/${episode.id}`}
        className="grid grid-cols-[2rem_minmax(0,1fr)_auto] items-baseline gap-x-2 px-4 py-3 hover:bg-hover"
      >
        <span className="text-right text-faint tabular-nums">{episode.sequence_number}</span>
        <span className="min-w-0">
          <span dir="auto" className="flex items-baseline gap-2 font-medium">
            <span className="truncate">{episode.title === '' ? 'Untitled episode' : episode.title}</span>
            {unread && (
              <span className="shrink-0 rounded-full bg-accent px-1.5 text-[0.6875rem] font-semibold text-accent-ink">
                new
              </span>
            )}
          </span>
          <span className="block truncate text-[0.8125rem] text-soft" dir="auto">
            {episode.summary}
          </span>
        </span>
        <span className="flex flex-col items-end gap-0.5 text-xs text-faint">
          <span className="flex items-center gap-1.5">
            <EpisodeState episode={episode} isOff={isOff} isRefused={isRefused} />
          </span>
          <span className="tabular-nums">
            {dateWords(episode, isOff, project.timezone)}
            {episode.word_count > 0 && ` · ${count(episode.word_count)} words`}
          </span>
        </span>
      </Link>
    </li>
  );
}

function EpisodeState({
  episode,
  isOff,
  isRefused,
}: Pick<EpisodeRowProps, 'episode' | 'isRefused'> & { isOff: boolean }) {
  const online = useIsOnline();
  if (episode.live_job_status === 'processing') {
    return (
      <>
        <ProgressRing percent={episode.live_job_percent ?? 0} />
        <span className="text-soft">{episode.live_job_message}</span>
      </>
    );
  }
  // Being sent is noted before the cloud is called: without a network it stays so.
  if (episode.request_state === 'waiting' || episode.request_state === 'sending') {
    return <Badge tone="wait">{online ? 'Being sent' : 'Waiting for network'}</Badge>;
  }
  if (isRefused) return <Badge tone="bad">Not accepted</Badge>;
  if (isOff) return <EpisodeStatusBadge status={episode.status} />;
  if (episode.live_job_status === 'pending') {
    return <Badge tone="info">{episode.scheduled_for === null ? 'Queued' : 'Planned'}</Badge>;
  }
  if (episode.live_job_status === 'blocked') return <Badge tone="wait">Blocked</Badge>;
  return <EpisodeStatusBadge status={episode.status} />;
}

function dateWords(episode: QueryRow<'episodes.of_project'>, isOff: boolean, timezone: string): string {
  if (episode.published_at !== null) return shortDate(episode.published_at, timezone);
  if (episode.scheduled_for !== null && !isOff) return `for ${dayAndHour(episode.scheduled_for, timezone)}`;
  return 'no date';
}
