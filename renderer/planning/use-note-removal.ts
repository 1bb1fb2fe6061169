import type { QueryRow } from '../../shared/ipc/contract.ts';
import { useToasts } from '../components/toast-store.ts';
import { useCommand } from '../engine-port/use-command.ts';

/** Moves a note to the bin, with a way back. */
export function useNoteRemoval(): (note: QueryRow<'notes.of_project'>) => Promise<void> {
  const remove = useCommand('note.remove');
  const restore = useCommand('note.restore');
  const show = useToasts((toasts) => toasts.show);
  return async ({ id }) => {
    if ((await remove({ id })) === null) return;
    show({
      tone: 'info',
      title: 'The note was moved to the bin',
      action: { label: 'Undo', run: () => void restore({ id }) },
    });
  };
}
