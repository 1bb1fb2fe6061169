import type { QueryRow } from '../../shared/ipc/contract.ts';
import { useCommand } from '../engine-port/use-command.ts';

/**
 * Changes the text of a refused edit by the command that a person would have used; the engine folds it into the edit, which is
 * then sent again. Answers whether it was taken.
 */
export function useEditParked(): (edit: QueryRow<'attention.list'>, column: string, text: string) => Promise<boolean> {
  const project = useCommand('project.update');
  const episode = useCommand('episode.update');
  const block = useCommand('block.update');
  const blockText = useCommand('block.edit');
  const note = useCommand('note.update');
  return async ({ table_name, row_id: id, patch }, column, text) => {
    const change = { [column]: text };
    switch (table_name) {
      case 'projects':
        return (await project({ id, patch: change })) !== null;
      case 'episodes':
        return (await episode({ id, patch: change })) !== null;
      case 'planning_notes':
        return (await note({ id, patch: change })) !== null;
      case 'blocks':
        if (column !== 'content') return (await block({ id, patch: change })) !== null;
        return (await blockText({ id, base_content: String(patch.content), content: text })) !== null;
      default:
        return false;
    }
  };
}
