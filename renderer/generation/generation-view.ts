import type { QueryRow } from '../../shared/ipc/contract.ts';
import { dayAndHour } from '../components/times.ts';
import type { LiveRows } from '../engine-port/use-live-query.ts';
import { isSuspended } from './inactive-project.ts';
import { isToCome } from './is-to-come.ts';
import { failedWords, failureReason, refusalWords } from './reason-words.ts';

type Job = QueryRow<'jobs.of_episode'>;
type LocalRequest = Pick<
  QueryRow<'generation.requests'>,
  'action' | 'state' | 'error' | 'refusal_stands' | 'created_at'
>;

/**
 * What the panel shows: one state at a time, each with its own words. `opening` and `unreadable` say nothing of a job, also not that
 * there is none.
 */
export type GenerationView =
  | {
      state:
        | 'opening'
        | 'unreadable'
        | 'idle'
        | 'waiting-for-network'
        | 'sending'
        | 'planned'
        | 'queued'
        | 'retrying'
        | 'blocked'
        | 'failed'
        | 'refused'
        | 'cancelling';
      sentence: string;
    }
  | { state: 'running'; job: Job };

const IN_THE_QUEUE = 'In the queue. A worker takes it in a moment.';

interface About {
  now: number;
  online: boolean;
  project: QueryRow<'projects.get'>['status'];
}

/** Of one episode, from what the queries have told so far: what is not known is not taken for nothing. */
export function episodeView(
  jobs: LiveRows<'jobs.of_episode'>,
  requests: LiveRows<'generation.requests'>,
  { episodeId, ...about }: About & { episodeId: string },
): GenerationView {
  if (jobs.state === 'live' && requests.state === 'live') {
    const ofEpisode = requests.rows.filter((request) => request.episode_id === episodeId);
    return generationView(jobs.rows[0] ?? null, ofEpisode, about);
  }
  if (jobs.state === 'failed' || requests.state === 'failed') {
    return { state: 'unreadable', sentence: 'How it is made cannot be read at the moment.' };
  }
  return { state: 'opening', sentence: 'How it is made is still being read. Try again in a moment.' };
}

/**
 * From the newest job and what this machine has handed over or has yet to. A request comes before any job: it is what the person
 * asked for last. That a generation could not be cancelled is told by what became of it, and so is a refusal that stands no longer.
 */
export function generationView(
  job: Job | null,
  requests: readonly LocalRequest[],
  { now, online, project }: About,
): GenerationView {
  const newest = requests
    .filter(({ state, refusal_stands }) => state !== 'refused' || refusal_stands)
    .toSorted((a, b) => b.created_at.localeCompare(a.created_at))[0];
  if (newest !== undefined) return requestView(newest, online);
  if (job === null) return { state: 'idle', sentence: 'Research, writing and review take two to five minutes.' };
  if (isSuspended(job, project)) {
    // May also have failed after the project was paused: then it stays, and no worker takes it.
    if (job.attempt_count > 0) {
      return {
        state: 'blocked',
        sentence: `${failedWords(job)} It is not tried again while the project is not active.`,
      };
    }
    const when = online ? '' : ', as soon as the cloud can be reached';
    return { state: 'cancelling', sentence: `Called off, with all that the project had planned${when}.` };
  }
  switch (job.status) {
    case 'processing':
      return { state: 'running', job };
    case 'pending':
      if (isToCome(job.generation_start_time, job, now)) {
        return {
          state: 'planned',
          sentence: `Planned by the schedule: it begins ${dayAndHour(job.generation_start_time)}.`,
        };
      }
      if (job.next_retry_at !== null && isToCome(job.next_retry_at, job, now)) {
        return {
          state: 'retrying',
          sentence: `${failedWords(job)} It is tried again ${dayAndHour(job.next_retry_at)}.`,
        };
      }
      return { state: 'queued', sentence: job.attempt_count === 0 ? IN_THE_QUEUE : againInTheQueue(job) };
    case 'blocked':
      return { state: 'blocked', sentence: job.blocked_reason ?? 'Held back by a limit of the organisation.' };
    case 'failed':
      return {
        state: 'failed',
        sentence: `It could not be made: ${failureReason(job)} Your notes and text are safe.`,
      };
    case 'completed':
      return { state: 'idle', sentence: `Made ${job.completed_at === null ? '' : dayAndHour(job.completed_at)}.` };
    case 'cancelled':
      return { state: 'idle', sentence: 'The last generation was cancelled.' };
  }
}

/** While it is on its way, until its job says so itself, and where it was refused. */
function requestView(request: LocalRequest, online: boolean): GenerationView {
  if (request.state === 'refused') return { state: 'refused', sentence: refusalWords(request) };
  const isTaken = request.state === 'accepted';
  if (request.action === 'cancel') {
    return {
      state: 'cancelling',
      sentence: online || isTaken ? 'Cancelling.' : 'Cancelling as soon as the cloud can be reached.',
    };
  }
  if (isTaken) return { state: 'queued', sentence: IN_THE_QUEUE };
  return online
    ? { state: 'sending', sentence: 'Sending the request, after the edits before it.' }
    : { state: 'waiting-for-network', sentence: 'Waiting for network. The request is kept and sent by itself.' };
}

/** Its time has come, or somebody did not wait for it: then nobody is told any more why the last attempt failed. */
function againInTheQueue(job: Job): string {
  const queued = `In the queue for attempt ${job.attempt_count + 1} of ${job.max_attempts}. A worker takes it in a moment.`;
  return job.next_retry_at === null ? queued : `${failedWords(job)} ${queued}`;
}

/** What the button says with which a generation is asked for. */
export type AskWords = 'Generate' | 'Generate again' | 'Try again' | 'Generate now' | 'Try now';

/** What its button says; null where there is nothing to ask. */
export function askWords(view: GenerationView, again: boolean): AskWords | null {
  switch (view.state) {
    case 'idle':
    case 'refused':
      return again ? 'Generate again' : 'Generate';
    case 'failed':
      return 'Try again';
    // It has a place in the queue, and asking for it now makes it begin now.
    case 'planned':
      return 'Generate now';
    case 'retrying':
      return 'Try now';
    default:
      return null;
  }
}

/**
 * Whether asking would replace a text that nobody has yet agreed to give up. One that is planned or waits for its next attempt was
 * agreed to, and what is written while it waits stays. Not so one that has failed: somebody may have written the text by hand since,
 * or finished what its attempt has left.
 */
export function replacesText(view: GenerationView, hasText: boolean): boolean {
  return hasText && (view.state === 'idle' || view.state === 'refused' || view.state === 'failed');
}

/** Whether there is something to call off. */
export function canCancel(view: GenerationView): boolean {
  return !['opening', 'unreadable', 'idle', 'refused', 'failed', 'cancelling'].includes(view.state);
}

/** Why nothing can be asked for now, for people; null where it can. What is being done comes before what the project's state forbids. */
export function whyNotAsked(view: GenerationView, ask: AskWords | null, forbidden: string | null): string | null {
  if (ask !== null) return forbidden;
  return view.state === 'running' ? 'It is being made.' : view.sentence;
}
