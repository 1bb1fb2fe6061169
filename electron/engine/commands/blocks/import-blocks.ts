import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id, importedBlocks } from '../payload-parts.ts';
import { placeBlock } from './place-block.ts';
import { requireRoom } from './require-room.ts';

export const importBlocks: StoreCommand<'block.import'> = {
  payload: z.strictObject({ episode_id: id, after_block_id: id.nullable(), blocks: importedBlocks }),
  async run(scope, { episode_id, after_block_id, blocks }) {
    await requireRoom(scope.tx, episode_id, blocks.length);
    const ids: string[] = [];
    for (const block of blocks) {
      const blockId = uuidv7();
      const { position, moved } = await placeBlock(scope.tx, episode_id, ids.at(-1) ?? after_block_id, null);
      for (const other of moved) await scope.update('blocks', other.id, { position: other.position });
      await scope.insert('blocks', blockId, { episode_id, position, ...block });
      ids.push(blockId);
    }
    return { ids };
  },
};
