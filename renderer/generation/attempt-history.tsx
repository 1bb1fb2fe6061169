import type { QueryRow } from '../../shared/ipc/contract.ts';
import { dayAndHour } from '../components/times.ts';
import { attemptDetail, outcomeWords } from './attempt-words.ts';

type Job = QueryRow<'jobs.of_episode'>;

/** Every attempt so far, newest first: when, how it ended, why, how long it took and what it cost. */
export function AttemptHistory({ jobs }: { jobs: readonly Job[] }) {
  const attempts = jobs.flatMap((job) => job.attempts.toReversed().map((attempt) => ({ job, attempt })));
  if (attempts.length === 0) return null;
  return (
    <details className="mt-4 border-t border-line pt-3 text-[0.8125rem]">
      <summary className="cursor-default font-medium text-soft hover:text-ink">
        {attempts.length === 1 ? '1 attempt so far' : `${attempts.length} attempts so far`}
      </summary>
      <ul className="mt-2 flex flex-col gap-2">
        {attempts.map(({ job, attempt }) => (
          <li key={`${job.id} ${attempt.attempt}`}>
            <p className="flex justify-between gap-2">
              <span>{attempt.started_at === null ? `Attempt ${attempt.attempt}` : dayAndHour(attempt.started_at)}</span>
              <span className={attempt.outcome === 'completed' ? 'text-good' : 'text-faint'}>
                {outcomeWords(attempt)}
              </span>
            </p>
            <p className="text-xs text-faint">{attemptDetail(attempt)}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
