import { type EpisodeRows, SEEDED_FAILURE } from './episode-rows.ts';
import { seedId } from './seed-id.ts';
import { minutesBefore } from './times.ts';

export interface JobRow {
  id: string;
  project_id: string;
  episode_id: string;
  idempotency_key: string;
  requested_by: string | null;
  status: 'completed' | 'failed';
  attempt_count: number;
  error_message: string | null;
  error_details: object;
  attempts: object[];
  stage: 'complete' | 'research';
  percent: number;
  message: string;
  cost_gbp: number;
  started_at: Date;
  completed_at: Date;
}

const COST_GBP = 0.41;
const FAILED_COST_GBP = 0.06;

/** The finished jobs behind a project's two newest published episodes, and one for each that failed. */
export function jobRows(episodes: EpisodeRows[]): JobRow[] {
  const newestFirst = [...episodes].sort((a, b) => b.content.number - a.content.number);
  const published = newestFirst.filter(({ episode }) => episode.status === 'PUBLISHED').slice(0, 2);
  const failed = newestFirst.filter(({ episode }) => episode.status === 'FAILED');
  return [...published.map(completed), ...failed.map(failedForGood)];
}

function completed({ content, episode }: EpisodeRows): JobRow {
  const ended = episode.published_at ?? episode.created_at;
  const started = episode.generation_started_at ?? episode.created_at;
  return {
    ...common({ content, episode }, started, ended),
    status: 'completed',
    attempt_count: 1,
    error_message: null,
    error_details: {},
    attempts: [attempt(1, started, ended, 'completed', 'complete', null, COST_GBP)],
    stage: 'complete',
    percent: 100,
    message: 'The episode is ready.',
    cost_gbp: COST_GBP,
  };
}

function failedForGood({ content, episode }: EpisodeRows): JobRow {
  const first = episode.generation_started_at ?? episode.created_at;
  // Retried after half an hour, then after an hour.
  const starts = [0, 30, 90].map((minutes) => minutesBefore(first, -minutes));
  const attempts = starts.map((start, index) =>
    attempt(index + 1, start, minutesBefore(start, -10), 'failed', 'research', SEEDED_FAILURE, FAILED_COST_GBP),
  );
  return {
    ...common({ content, episode }, first, minutesBefore(first, -100)),
    status: 'failed',
    attempt_count: attempts.length,
    error_message: SEEDED_FAILURE,
    error_details: { code: 'AGENT_TIMEOUT', stage: 'research' },
    attempts,
    stage: 'research',
    percent: 20,
    message: 'Generation failed three times. You can try again.',
    cost_gbp: FAILED_COST_GBP * attempts.length,
  };
}

function common({ content, episode }: Pick<EpisodeRows, 'content' | 'episode'>, started: Date, ended: Date) {
  return {
    id: seedId('job', content.path),
    project_id: episode.project_id,
    episode_id: episode.id,
    idempotency_key: seedId('request', content.path),
    requested_by: content.number % 3 === 0 ? 'user_ada' : null,
    started_at: started,
    completed_at: ended,
  };
}

function attempt(
  number: number,
  started: Date,
  ended: Date,
  outcome: string,
  stage: string,
  error: string | null,
  cost: number,
) {
  return {
    attempt: number,
    worker: 'simulated-worker',
    started_at: started,
    ended_at: ended,
    outcome,
    stage,
    error: error === null ? null : { message: error },
    cost_gbp: cost,
  };
}
