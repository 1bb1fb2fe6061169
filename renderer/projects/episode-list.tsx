import { Plus } from 'lucide-react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { goFrom } from '../components/go-from.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import { LivePages } from '../live-pages/live-pages.tsx';
import { EpisodeRow } from './episode-row.tsx';

export function EpisodeList({ project }: { project: QueryRow<'projects.get'> }) {
  const unread = new Set(useRows('episodes.unread', {}).map(({ id }) => id));
  const create = useCommand('episode.create');
  const add = async () => {
    const { pathname } = window.location;
    const created = await create({ project_id: project.id, title: '' });
    if (created !== null) goFrom(pathname, `/episodes/${created.id}`);
  };
  return (
    <section aria-labelledby="episodes" className="min-w-0">
      <div className="mb-2 flex items-center justify-between">
        <h2 id="episodes" className="text-[0.9375rem] font-semibold">
          Episodes
        </h2>
        <Button compact onClick={() => void add()}>
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
          <EpisodeRow key={episode.id} episode={episode} project={project} unread={unread.has(episode.id)} />
        )}
      />
    </section>
  );
}
