import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { blockType, id, title } from '../payload-parts.ts';
import { placeBlock } from './place-block.ts';
import { requireRoom } from './require-room.ts';

export const createBlock: StoreCommand<'block.create'> = {
  payload: z.strictObject({
    id: id.exactOptional(),
    episode_id: id,
    after_block_id: id.nullable(),
    type: blockType.exactOptional(),
    title: title.exactOptional(),
    content: z.string(),
  }),
  async run(scope, { id: given, episode_id, after_block_id, ...columns }) {
    const id = given ?? uuidv7();
    await requireRoom(scope.tx, episode_id, 1);
    const { position, moved } = await placeBlock(scope.tx, episode_id, after_block_id, null);
    for (const block of moved) await scope.update('blocks', block.id, { position: block.position });
    await scope.insert('blocks', id, { episode_id, position, ...columns });
    return { id };
  },
};
