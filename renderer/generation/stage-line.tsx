import { Check } from 'lucide-react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { timeLeft } from '../components/times.ts';

const STAGES = [
  { stage: 'research', label: 'Research' },
  { stage: 'writing', label: 'Writing' },
  { stage: 'review', label: 'Review' },
] as const;
const ORDER = ['queued', 'research', 'writing', 'review', 'complete'];

type StagedJob = Pick<
  QueryRow<'jobs.of_episode'>,
  'stage' | 'percent' | 'message' | 'attempt_count' | 'max_attempts' | 'eta_seconds'
>;

/** Where a running generation is: the stages, how far, what it says, and how long it may still take. */
export function StageLine({ job }: { job: StagedJob }) {
  const at = ORDER.indexOf(job.stage);
  return (
    <>
      <ol className="flex gap-1.5">
        {STAGES.map(({ stage, label }) => {
          const place = ORDER.indexOf(stage);
          const state = place < at ? 'done' : place === at ? 'now' : 'later';
          return (
            <li
              key={stage}
              aria-current={state === 'now' ? 'step' : undefined}
              className={`flex flex-1 items-center gap-1 border-t-2 pt-1.5 text-xs ${
                state === 'later' ? 'border-line text-faint' : 'border-accent text-ink'
              } ${state === 'now' ? 'font-semibold' : ''}`}
            >
              {label}
              {state === 'done' && <Check size={12} aria-label="done" />}
            </li>
          );
        })}
      </ol>
      <div
        role="progressbar"
        aria-label="Generation"
        aria-valuenow={job.percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-500"
          style={{ width: `${job.percent}%` }}
        />
      </div>
      <p className="text-soft">{job.message}</p>
      <p className="flex justify-between text-xs text-faint tabular-nums">
        <span>
          {job.percent} %{job.attempt_count > 1 && ` · attempt ${job.attempt_count} of ${job.max_attempts}`}
        </span>
        {job.eta_seconds !== null && <span>{timeLeft(job.eta_seconds)}</span>}
      </p>
    </>
  );
}
