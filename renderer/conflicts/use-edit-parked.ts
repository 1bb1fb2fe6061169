import type { QueryRow } from '../../shared/ipc/contract.ts';
import { useCommand } from '../engine-port/use-command.ts';

interface PutRight {
  column: string;
  /** What stood there when it was begun: what came into the text of a block since stays in it. */
  before: string;
  text: string;
}

/**
 * Changes the text of a refused edit by the command that a person would have used; the engine folds it into the edit, which is
 * then sent again. What was left as it is is only sent again. Answers whether it was taken.
 */
export function useEditParked(): (edit: QueryRow<'attention.list'>, putRight: PutRight) => Promise<boolean> {
  const project = useCommand('project.update');
  const episode = useCommand('episode.update');
  const block = useCommand('block.update');
  const blockText = useCommand('block.edit');
  const note = useCommand('note.update');
  const retry = useCommand('attention.retry');
  return async ({ mutation_id, table_name, row_id: id }, { column, before, text }) => {
    if (text === before) return (await retry({ mutation_id })) !== null;
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
        return (await blockText({ id, base_content: before, content: text })) !== null;
      default:
        return false;
    }
  };
}
