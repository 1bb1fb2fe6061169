import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { placeAfter } from '../../../../shared/sync/merge/place-after.ts';
import type { StoreCommand } from '../command.ts';
import { id, storableText } from '../payload-parts.ts';
import { placeBlock } from './place-block.ts';
import { readLiveBlock } from './read-live-block.ts';
import { requireRoom } from './require-room.ts';

/** Both halves in one group: no desk and no cloud ever has one without the other. */
export const splitBlock: StoreCommand<'block.split'> = {
  payload: z.strictObject({ id, content: storableText, at: z.int().nonnegative(), new_id: id.exactOptional() }),
  async run(scope, { id, content, at, new_id: given }) {
    const block = await readLiveBlock(scope.tx, id);
    const current = typeof block.content === 'string' ? block.content : '';
    const place = placeAfter(content, current, Math.min(at, content.length));
    const head = current.slice(0, place).trimEnd();
    const episode = String(block.episode_id);
    await requireRoom(scope.tx, episode, 1);
    const { position, moved } = await placeBlock(scope.tx, episode, id, null);
    const newId = given ?? uuidv7();
    for (const other of moved) await scope.update('blocks', other.id, { position: other.position });
    if (head !== current) await scope.update('blocks', id, { content: head });
    await scope.insert('blocks', newId, {
      episode_id: episode,
      position,
      type: typeof block.type === 'string' ? block.type : 'MARKDOWN',
      content: current
        .slice(place)
        .replace(/^\s*\n/, '')
        .trimStart(),
    });
    return { id: newId, content: head };
  },
};
