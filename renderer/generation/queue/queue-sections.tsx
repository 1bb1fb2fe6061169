import { type ReactNode, useId } from 'react';
import { Link } from 'wouter';
import type { QueryRow } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { dayAndHour, relativeTime } from '../../components/times.ts';
import { useNow } from '../../components/use-now.ts';
import { useCommand } from '../../engine-port/use-command.ts';
import { useIsAdmin, useIsOnline } from '../../engine-port/use-session.ts';
import { ProgressRing } from '../progress-ring.tsx';
import { StageLine } from '../stage-line.tsx';
import { type LiveJob, priorityWords, type QueueGroups } from './queue-groups.ts';
import { episodeName, QueueLine } from './queue-line.tsx';

/** A worker that is silent for so long is given up by the cloud after a while; people should know before. In milliseconds. */
const SILENCE_MS = 120_000;

const episodeOf = (job: Pick<LiveJob, 'episode_id' | 'episode_title' | 'episode_number' | 'project_title'>) => ({
  id: job.episode_id,
  title: job.episode_title,
  number: job.episode_number,
  project: job.project_title,
});

export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-1.5 text-[0.9375rem] font-semibold">
        {title}
      </h2>
      <ul className="divide-y divide-line rounded-xl border border-line bg-raised">{children}</ul>
    </section>
  );
}

export function Running({ jobs }: { jobs: QueueGroups['running'] }) {
  const now = useNow(5_000);
  if (jobs.length === 0) return null;
  return (
    <Section title="Being made">
      {jobs.map((job) => {
        const silent = job.progress_at !== null && now - Date.parse(job.progress_at) > SILENCE_MS;
        return (
          <QueueLine
            key={job.id}
            episode={episodeOf(job)}
            mark={<ProgressRing percent={job.percent} />}
            detail={
              <>
                {job.started_at !== null && `Begun ${relativeTime(job.started_at, now)}`}
                {silent && job.progress_at !== null && (
                  <span className="text-wait">
                    . No news since {relativeTime(job.progress_at, now)}; after 15 minutes it is tried again by itself.
                  </span>
                )}
              </>
            }
            cost={job.cost_gbp}
            actions={<Cancel job={job} />}
          >
            <div className="mt-2 ml-8 flex flex-col gap-1.5">
              <StageLine job={job} />
            </div>
          </QueueLine>
        );
      })}
    </Section>
  );
}

export function Waiting({ jobs }: { jobs: QueueGroups['waiting'] }) {
  if (jobs.length === 0) return null;
  return (
    <Section title="Next in the queue">
      {jobs.map((job, index) => (
        <QueueLine
          key={job.id}
          episode={episodeOf(job)}
          mark={`${index + 1}.`}
          detail={[
            'A worker takes it when one is free',
            priorityWords(job.priority),
            job.attempt_count > 0 && `attempt ${job.attempt_count + 1} of ${job.max_attempts}`,
          ]
            .filter(Boolean)
            .join(', ')}
          cost={job.cost_gbp}
          actions={<Cancel job={job} />}
        />
      ))}
    </Section>
  );
}

export function Later({ jobs }: { jobs: QueueGroups['later'] }) {
  const request = useCommand('generation.request');
  if (jobs.length === 0) return null;
  return (
    <Section title="Later">
      {jobs.map(({ job, at }) => (
        <QueueLine
          key={job.id}
          episode={episodeOf(job)}
          detail={
            job.attempt_count === 0
              ? `Begins ${dayAndHour(at)}${job.target_delivery_time === null ? '' : `, for delivery ${dayAndHour(job.target_delivery_time)}`}`
              : `Attempt ${job.attempt_count} of ${job.max_attempts} failed: ${job.error_message ?? 'no reason given'} Tried again ${dayAndHour(at)}.`
          }
          cost={job.cost_gbp}
          actions={
            <>
              <Button
                compact
                aria-label={`Begin now: ${nameOf(job)}`}
                onClick={() => void request({ episode_id: job.episode_id })}
              >
                Begin now
              </Button>
              <Cancel job={job} />
            </>
          }
        />
      ))}
    </Section>
  );
}

export function Blocked({ jobs }: { jobs: QueueGroups['blocked'] }) {
  const isAdmin = useIsAdmin();
  if (jobs.length === 0) return null;
  return (
    <div>
      <Section title="Held back">
        {jobs.map((job) => (
          <QueueLine
            key={job.id}
            episode={episodeOf(job)}
            detail={job.blocked_reason ?? 'Held back by a limit of the organisation.'}
            cost={job.cost_gbp}
            actions={<Cancel job={job} />}
          />
        ))}
      </Section>
      <p className="mt-1.5 text-[0.8125rem] text-soft">
        {isAdmin ? (
          <Link href="/usage" className="text-accent underline">
            Raise the limit of a day to let them go on
          </Link>
        ) : (
          'An admin can let them go on by raising the limit of a day; else they go on tomorrow.'
        )}
      </p>
    </div>
  );
}

/** What this machine has yet to hand over to the cloud, or what the cloud did not take. */
export function Requests({ requests }: { requests: QueryRow<'generation.requests'>[] }) {
  const online = useIsOnline();
  const again = useCommand('generation.request');
  const withdraw = useCommand('generation.cancel');
  if (requests.length === 0) return null;
  return (
    <Section title={online ? 'Being sent' : 'Waiting for network'}>
      {requests.map((request) => {
        const episode = { title: request.episode_title, number: null };
        const refused = request.state === 'refused';
        return (
          <QueueLine
            key={request.id}
            episode={{ ...episode, id: request.episode_id, project: request.project_title }}
            detail={refused ? refusalWords(request) : waitingWords(request, online)}
            cost={0}
            actions={
              request.action === 'request' && (
                <>
                  {refused && (
                    <Button
                      compact
                      aria-label={`Ask again: ${episodeName(episode)}`}
                      onClick={() => void again({ episode_id: request.episode_id })}
                    >
                      Ask again
                    </Button>
                  )}
                  <Button
                    compact
                    look="quiet"
                    aria-label={`Cancel: ${episodeName(episode)}`}
                    onClick={() => void withdraw({ episode_id: request.episode_id })}
                  >
                    Cancel
                  </Button>
                </>
              )
            }
          />
        );
      })}
    </Section>
  );
}

function waitingWords({ action, created_at }: QueryRow<'generation.requests'>, online: boolean): string {
  const what = action === 'cancel' ? 'To be cancelled' : 'Asked for';
  return `${what} ${dayAndHour(created_at)}. ${online ? 'It is on its way.' : 'Kept here and sent by itself when the cloud can be reached.'}`;
}

function refusalWords({ error }: QueryRow<'generation.requests'>): string {
  return [error?.message, error?.hint].filter(Boolean).join(' ') || 'The cloud did not accept the request.';
}

const nameOf = (job: LiveJob) => episodeName({ title: job.episode_title, number: job.episode_number });

function Cancel({ job }: { job: LiveJob }) {
  const cancel = useCommand('generation.cancel');
  return (
    <Button
      compact
      look="quiet"
      aria-label={`Cancel: ${nameOf(job)}`}
      onClick={() => void cancel({ episode_id: job.episode_id })}
    >
      Cancel
    </Button>
  );
}
