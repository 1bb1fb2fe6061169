import { z } from 'zod';
import { EngineFailure } from '../../engine-failure.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';
import { readLiveBlock } from './read-live-block.ts';

/** The text goes behind that of the block before, and the block into the bin, in one group. */
export const joinBlock: StoreCommand<'block.join'> = {
  payload: z.strictObject({ id, between: z.string().regex(/^\s*$/).exactOptional() }),
  async run(scope, { id, between = '\n\n' }) {
    const block = await readLiveBlock(scope.tx, id);
    const { rows } = await scope.tx.query<{ id: string; content: string }>(
      `select id::text as id, content from blocks
       where episode_id = $1::uuid and deleted_at is null and (position, id) < ($2::float8, $3::uuid)
       order by position desc, id desc limit 1`,
      [String(block.episode_id), Number(block.position), id],
    );
    const [before] = rows;
    if (before === undefined) {
      throw new EngineFailure('refused', 'There is no block before this one to join it with. Nothing was changed.');
    }
    const text = typeof block.content === 'string' ? block.content : '';
    const joined = [before.content.trimEnd(), text.trimStart()].filter((part) => part !== '').join(between);
    if (joined !== before.content) await scope.update('blocks', before.id, { content: joined });
    await scope.remove('blocks', id);
    return { id: before.id, at: joined.length - text.trimStart().length };
  },
};
