import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { dayAndHour } from '../components/times.ts';
import { LivePages } from '../live-pages/live-pages.tsx';
import { TOUR_ENDED } from '../tour/tour-steps.ts';

const WORDS: { [type: string]: string } = {
  episode_opened: 'Opened an episode',
  onboarding_completed: 'Finished the introduction',
  [TOUR_ENDED]: 'Closed the first steps',
};

/** What this person did in the app. On this machine and the person's others; nobody else sees it. */
export function MyEvents() {
  return (
    <>
      <p className="mb-3 text-soft">
        Only you see this. It is how the app knows what you have read, on each of your machines.
      </p>
      <LivePages
        name="activity.my_events"
        params={{}}
        keyOf={({ occurred_at, id }) => [occurred_at, id]}
        label="What you did"
        empty={<EmptyState title="Nothing yet">Open an episode, and it is noted here that you have.</EmptyState>}
        row={(event) => (
          <li key={event.id} className="flex gap-4 px-4 py-2">
            <span className="min-w-0 flex-1 truncate">{eventWords(event)}</span>
            <time dateTime={event.occurred_at} className="shrink-0 text-xs text-faint tabular-nums">
              {dayAndHour(event.occurred_at)}
            </time>
          </li>
        )}
      />
    </>
  );
}

function eventWords({ event_type, episode_id, episode_title }: QueryRow<'activity.my_events'>) {
  const words = WORDS[event_type] ?? event_type.replaceAll('_', ' ');
  if (episode_id === null) return words;
  return (
    <>
      {words}:{' '}
      <Link href={`/episodes/${episode_id}`} dir="auto" className="hover:underline">
        {episode_title || 'Untitled episode'}
      </Link>
    </>
  );
}
