import type { QueryRow } from '../../../shared/ipc/contract.ts';
import { Badge } from '../../components/badge.tsx';
import { relativeTime } from '../../components/times.ts';
import { useNow } from '../../components/use-now.ts';
import { useRows } from '../../engine-port/use-live-query.ts';
import { durationWords } from '../attempt-words.ts';
import { QueueLine } from './queue-line.tsx';
import { Section } from './section.tsx';

const OUTCOME = {
  completed: { tone: 'good', label: 'Made' },
  failed: { tone: 'bad', label: 'Failed' },
  cancelled: { tone: 'neutral', label: 'Cancelled' },
} as const;

/** Generations that ended of late: how, how long they took and what they cost. */
export function Recent() {
  const jobs = useRows('jobs.recent', {});
  const now = useNow();
  if (jobs.length === 0) return null;
  return (
    <Section title="Lately">
      {jobs.map((job) => (
        <QueueLine
          key={job.id}
          episode={{
            id: job.episode_id,
            title: job.episode_title,
            number: job.episode_number,
            project: job.project_title,
          }}
          detail={endWords(job, now)}
          cost={job.cost_gbp}
          actions={
            <span className="flex w-20 justify-end pt-0.5">
              <Outcome status={job.status} />
            </span>
          }
        />
      ))}
    </Section>
  );
}

function Outcome({ status }: { status: QueryRow<'jobs.recent'>['status'] }) {
  if (status !== 'completed' && status !== 'failed' && status !== 'cancelled') return null;
  const { tone, label } = OUTCOME[status];
  return <Badge tone={tone}>{label}</Badge>;
}

function endWords(job: QueryRow<'jobs.recent'>, now: number): string {
  const last = job.attempts.at(-1);
  const took =
    last === undefined || last.started_at === null || last.ended_at === null
      ? null
      : durationWords(Date.parse(last.ended_at) - Date.parse(last.started_at));
  const parts = [
    relativeTime(job.ended_at, now),
    job.requested_by === null ? 'by the schedule' : `for ${job.requested_by_name ?? 'a producer'}`,
    took !== null && `in ${took}`,
    job.attempts.length > 1 && `${job.attempts.length} attempts`,
    job.status === 'failed' && (job.error_message ?? 'no reason was given'),
  ];
  return parts.filter(Boolean).join(' · ');
}
