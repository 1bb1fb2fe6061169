import { Plus } from 'lucide-react';
import type { Created } from '../../shared/ipc/commands.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { goFrom } from '../components/go-from.ts';
import { Flights } from '../desk-memory/flights.ts';
import { useFlight } from '../desk-memory/use-flight.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import { useNotMade } from '../generation/use-not-made.ts';
import { LivePages } from '../live-pages/live-pages.tsx';
import { EpisodeRow } from './episode-row.tsx';

/** From which page one was asked for: a second press while it is being made asks for no second one. */
const FLIGHTS = new Flights<string, Created>();

export function EpisodeList({ project }: { project: QueryRow<'projects.get'> }) {
  const unread = new Set(useRows('episodes.unread', {}).map(({ id }) => id));
  const refused = new Set(useNotMade().flatMap(({ kind, episodeId }) => (kind === 'refused' ? [episodeId] : [])));
  const create = useCommand('episode.create');
  const open = (from: string, { id }: Created) => goFrom(from, `/episodes/${id}`);
  const flight = useFlight({
    flights: FLIGHTS,
    name: `new-episode.${project.id}`,
    send: (_: string) => create({ project_id: project.id, title: '' }),
    taken: open,
    left: open,
  });
  return (
    <section aria-labelledby="episodes" className="min-w-0">
      <div className="mb-2 flex items-center justify-between">
        <h2 id="episodes" className="text-[0.9375rem] font-semibold">
          Episodes
        </h2>
        <Button compact onClick={() => void flight.send(window.location.pathname)}>
          <Plus size={14} aria-hidden /> New episode
        </Button>
      </div>
      <LivePages
        name="episodes.of_project"
        params={{ project_id: project.id }}
        keyOf={({ sequence_number, id }) => [sequence_number, id]}
        label="Episodes"
        empty={
          <EmptyState title="No episodes yet">
            Make the first one and write it by hand, or open it and press Generate.
          </EmptyState>
        }
        row={(episode) => (
          <EpisodeRow
            key={episode.id}
            episode={episode}
            project={project}
            unread={unread.has(episode.id)}
            isRefused={refused.has(episode.id)}
          />
        )}
      />
    </section>
  );
}
