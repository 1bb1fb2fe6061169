import { Link } from 'wouter';
import { Button } from '../../components/button.tsx';
import { dayAndHour, relativeTime } from '../../components/times.ts';
import { useNow } from '../../components/use-now.ts';
import { useCommand } from '../../engine-port/use-command.ts';
import { useIsAdmin } from '../../engine-port/use-session.ts';
import { episodeName } from '../episode-name.ts';
import { ProgressRing } from '../progress-ring.tsx';
import { failedWords } from '../reason-words.ts';
import { StageLine } from '../stage-line.tsx';
import { type LiveJob, priorityWords, type QueueGroups } from './queue-groups.ts';
import { QueueLine } from './queue-line.tsx';
import { Section } from './section.tsx';
import { silenceWords } from './silence-words.ts';

const episodeOf = (job: Pick<LiveJob, 'episode_id' | 'episode_title' | 'episode_number' | 'project_title'>) => ({
  id: job.episode_id,
  title: job.episode_title,
  number: job.episode_number,
  project: job.project_title,
});

export function Running({ jobs }: { jobs: QueueGroups['running'] }) {
  const now = useNow(5_000);
  return (
    <Section title="Being made">
      {jobs.map((job) => {
        const silence = silenceWords(job, now);
        return (
          <QueueLine
            key={job.id}
            episode={episodeOf(job)}
            mark={<ProgressRing percent={job.percent} />}
            detail={
              <>
                {job.started_at !== null && `Begun ${relativeTime(job.started_at, now)}`}
                {silence !== null && <span className="text-wait">. {silence}</span>}
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
  return (
    <Section title="Later">
      {jobs.map(({ job, at }) => (
        <QueueLine
          key={job.id}
          episode={episodeOf(job)}
          detail={
            job.attempt_count === 0
              ? `Begins ${dayAndHour(at)}${job.target_delivery_time === null ? '' : `, for delivery ${dayAndHour(job.target_delivery_time)}`}`
              : `${failedWords(job)} Tried again ${dayAndHour(at)}.`
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
  return (
    <div className="empty:hidden">
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
      {jobs.length > 0 && (
        <p className="mt-1.5 text-[0.8125rem] text-soft">
          {isAdmin ? (
            <Link href="/usage" className="text-accent underline">
              Raise the limit of a day to let them go on
            </Link>
          ) : (
            'An admin can let them go on by raising the limit of a day; else they go on tomorrow.'
          )}
        </p>
      )}
    </div>
  );
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
