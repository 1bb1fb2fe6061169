import type { QueryRow } from '../../shared/ipc/contract.ts';
import { goFrom } from '../components/go-from.ts';
import { useToasts } from '../components/toast-store.ts';
import { useCommand } from '../engine-port/use-command.ts';

/** Moves an episode to the bin and goes to its project, with a way back. */
export function useEpisodeRemoval(): (episode: QueryRow<'episodes.get'>) => Promise<void> {
  const remove = useCommand('episode.remove');
  const restore = useCommand('episode.restore');
  const show = useToasts((toasts) => toasts.show);
  return async ({ id, project_id, title, delivered_at }) => {
    if ((await remove({ id })) === null) return;
    goFrom(`/episodes/${id}`, `/projects/${project_id}`);
    show({
      tone: 'info',
      title: `${title === '' ? 'The episode' : `“${title}”`} was moved to the bin`,
      ...(delivered_at !== null && { body: 'Subscribers keep what was delivered to them.' }),
      action: { label: 'Undo', run: () => void restore({ id }) },
    });
  };
}
