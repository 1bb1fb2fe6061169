import { relativeTime } from '../components/times.ts';
import { useNow } from '../components/use-now.ts';
import { useRows } from '../engine-port/use-live-query.ts';

const THING: Record<string, string> = {
  projects: 'Project',
  episodes: 'Episode',
  blocks: 'Text',
  planning_notes: 'Note',
  user_events: 'Activity',
  organizations: 'Organisation',
  highlights: 'Highlight',
  agent_memories: 'Memory',
};
const SHOWN = 6;

/** What has not reached the cloud yet, by name. */
export function WaitingList() {
  const edits = useRows('sync.waiting', {});
  const requests = useRows('generation.requests', {}).filter(({ state }) => state === 'waiting' || state === 'sending');
  const now = useNow(10_000);
  const lines = [
    ...requests.map((request) => ({
      id: request.id,
      what: request.action === 'request' ? 'Generate' : 'Cancel',
      name: request.episode_title ?? 'an episode',
      since: request.created_at,
    })),
    ...edits.map((edit) => ({
      id: edit.mutation_id,
      what: THING[edit.table_name] ?? 'Edit',
      name: edit.title ?? '',
      since: edit.changed_at,
    })),
  ];
  if (lines.length === 0) return null;
  return (
    <ul aria-label="Waiting to be sent" className="flex flex-col gap-1 rounded-lg bg-sunken p-2 text-[0.8125rem]">
      {lines.slice(0, SHOWN).map((line) => (
        <li key={line.id} className="flex gap-2">
          <span className="shrink-0 text-faint">{line.what}</span>
          <span className="min-w-0 flex-1 truncate" dir="auto">
            {line.name}
          </span>
          <span className="shrink-0 text-faint">{relativeTime(line.since, now)}</span>
        </li>
      ))}
      {lines.length > SHOWN && <li className="text-faint">and {lines.length - SHOWN} more</li>}
    </ul>
  );
}
