import { z } from 'zod';
import { readRow } from '../../outbox/read-row.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';
import { placeBlock } from './place-block.ts';

export const moveBlock: StoreCommand<'block.move'> = {
  payload: z.strictObject({ id, after_block_id: id.nullable() }),
  async run(scope, { id, after_block_id }) {
    const block = await readRow(scope.tx, 'blocks', id);
    const { position, moved } = await placeBlock(scope.tx, String(block.episode_id), after_block_id, id);
    for (const other of moved) await scope.update('blocks', other.id, { position: other.position });
    await scope.update('blocks', id, { position });
    return { done: true };
  },
};
