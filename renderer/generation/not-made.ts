import type { QueryRow } from '../../shared/ipc/contract.ts';
import { episodeName } from './episode-name.ts';
import { failureReason, refusalWords } from './reason-words.ts';

type DeadEnd = QueryRow<'jobs.dead_ends'>;
type LocalRequest = QueryRow<'generation.requests'>;

/** An episode whose generation goes no further without a person. */
export interface NotMade {
  episodeId: string;
  name: string;
  /** It failed for good, is held back by a limit, or was asked for on this machine and not accepted. */
  kind: 'failed' | 'blocked' | 'refused';
  reason: string;
  /** Whether asking again would take the place of a text. */
  hasText: boolean;
  project: { id: string; title: string; status: QueryRow<'projects.get'>['status'] };
}

/** Each episode once, what was refused before the rest, the newest first: of one that failed, a refusal is what came of asking again. */
export function notMade(deadEnds: readonly DeadEnd[], requests: readonly LocalRequest[]): NotMade[] {
  const byEpisode = new Map<string, NotMade>();
  for (const request of requests.toReversed()) {
    const one = ofRefusal(request);
    if (one !== null) byEpisode.set(one.episodeId, one);
  }
  for (const deadEnd of deadEnds) {
    if (!byEpisode.has(deadEnd.episode_id)) byEpisode.set(deadEnd.episode_id, ofDeadEnd(deadEnd));
  }
  return [...byEpisode.values()];
}

function ofRefusal(request: LocalRequest): NotMade | null {
  const { project_id, project_title, project_status } = request;
  // A refusal stands only while the episode and its project are here.
  if (!request.refusal_stands || project_id === null || project_status === null) return null;
  return {
    episodeId: request.episode_id,
    name: episodeName({ title: request.episode_title, number: request.episode_number }),
    kind: 'refused',
    reason: refusalWords(request),
    hasText: request.has_text,
    project: { id: project_id, title: project_title ?? '', status: project_status },
  };
}

function ofDeadEnd(deadEnd: DeadEnd): NotMade {
  return {
    episodeId: deadEnd.episode_id,
    name: episodeName({ title: deadEnd.episode_title, number: deadEnd.episode_number }),
    kind: deadEnd.status === 'blocked' ? 'blocked' : 'failed',
    reason: reasonWords(deadEnd),
    hasText: deadEnd.has_text,
    project: { id: deadEnd.project_id, title: deadEnd.project_title, status: deadEnd.project_status },
  };
}

function reasonWords(deadEnd: DeadEnd): string {
  const { status, blocked_reason, attempt_count } = deadEnd;
  if (status === 'blocked') return blocked_reason ?? 'Held back by a limit of the organisation.';
  const tries = attempt_count === 1 ? 'One attempt' : `${attempt_count} attempts`;
  return `${tries} failed: ${failureReason(deadEnd)} Text and notes are safe.`;
}
