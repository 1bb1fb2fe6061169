import { goFrom } from '../components/go-from.ts';
import { useToasts } from '../components/toast-store.ts';
import { useCommand } from '../engine-port/use-command.ts';

/** Moves a project to the bin and leaves its page, with a way back. */
export function useProjectRemoval(): (project: { id: string; title: string }) => Promise<void> {
  const remove = useCommand('project.remove');
  const restore = useCommand('project.restore');
  const show = useToasts((toasts) => toasts.show);
  return async ({ id, title }) => {
    if ((await remove({ id })) === null) return;
    goFrom(`/projects/${id}`, '/');
    show({
      tone: 'info',
      title: `“${title}” was moved to the bin`,
      action: { label: 'Undo', run: () => void restore({ id }) },
    });
  };
}
