import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { useCommand } from '../engine-port/use-command.ts';
import { useRows } from '../engine-port/use-live-query.ts';

/** Generations that wait for a person, each with its reason and what can be done; nothing when there are none. `only`: where the others have a place of their own. */
export function DeadEnds({ only }: { only?: 'failed' }) {
  const all = useRows('jobs.dead_ends', {});
  const deadEnds = only === undefined ? all : all.filter(({ status }) => status === only);
  if (deadEnds.length === 0) return null;
  return (
    <section aria-labelledby="dead-ends" className="rounded-xl border border-line bg-raised">
      <h2 id="dead-ends" className="px-4 pt-3 text-[0.9375rem] font-semibold">
        Not made
      </h2>
      <ul className="divide-y divide-line">
        {deadEnds.map((deadEnd) => (
          <DeadEnd key={deadEnd.id} deadEnd={deadEnd} />
        ))}
      </ul>
    </section>
  );
}

function DeadEnd({ deadEnd }: { deadEnd: QueryRow<'jobs.dead_ends'> }) {
  const request = useCommand('generation.request');
  const cancel = useCommand('generation.cancel');
  const { episode_id, episode_number, episode_title, project_title, status } = deadEnd;
  const name = episode_title === '' ? `Episode ${episode_number}` : episode_title;
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <Link href={`/episodes/${episode_id}`} dir="auto" className="block truncate font-medium hover:underline">
          {name}
        </Link>
        <p className="text-[0.8125rem] text-soft">{reasonWords(deadEnd)}</p>
        <p className="text-xs text-faint" dir="auto">
          {project_title}
        </p>
      </div>
      {status === 'failed' ? (
        <Button compact aria-label={`Try again: ${name}`} onClick={() => void request({ episode_id })}>
          Try again
        </Button>
      ) : (
        <Button compact aria-label={`Cancel: ${name}`} onClick={() => void cancel({ episode_id })}>
          Cancel
        </Button>
      )}
    </li>
  );
}

function reasonWords({ status, error_message, blocked_reason, attempt_count }: QueryRow<'jobs.dead_ends'>): string {
  if (status === 'blocked') return blocked_reason ?? 'Held back by a limit of the organisation.';
  const tries = attempt_count === 1 ? 'One attempt' : `${attempt_count} attempts`;
  return `${tries} failed: ${error_message ?? 'no reason was given.'} Text and notes are safe.`;
}
