import { z } from 'zod';
import type { JsonRow } from '../../../../shared/sync/protocol.ts';
import { EngineFailure } from '../../engine-failure.ts';
import type { Transaction } from '../../store/contract.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';
import { readLiveBlock } from './read-live-block.ts';

interface Head {
  id: string;
  content: string;
}

/** The text goes behind that of the block before, or of the given one, and the block into the bin, in one group. */
export const joinBlock: StoreCommand<'block.join'> = {
  payload: z.strictObject({ id, into: id.exactOptional(), between: z.string().regex(/^\s*$/).exactOptional() }),
  async run(scope, { id, into, between = '\n\n' }) {
    const block = await readLiveBlock(scope.tx, id);
    const before = into === undefined ? await blockBefore(scope.tx, block) : await givenBlock(scope.tx, block, into);
    const text = typeof block.content === 'string' ? block.content : '';
    const joined = [before.content.trimEnd(), text.trimStart()].filter((part) => part !== '').join(between);
    if (joined !== before.content) await scope.update('blocks', before.id, { content: joined });
    await scope.remove('blocks', id);
    return { id: before.id, at: joined.length - text.trimStart().length };
  },
};

async function blockBefore(tx: Transaction, block: JsonRow): Promise<Head> {
  const { rows } = await tx.query<Head>(
    `select id::text as id, content from blocks
     where episode_id = $1::uuid and deleted_at is null and (position, id) < ($2::float8, $3::uuid)
     order by position desc, id desc limit 1`,
    [String(block.episode_id), Number(block.position), String(block.id)],
  );
  const [before] = rows;
  if (before === undefined) {
    throw new EngineFailure('refused', 'There is no block before this one to join it with. Nothing was changed.');
  }
  return before;
}

/** For the undo of a split: whatever stands before the block by now may be somebody else's. */
async function givenBlock(tx: Transaction, block: JsonRow, into: string): Promise<Head> {
  const { rows } = await tx.query<Head>(
    `select id::text as id, content from blocks
     where id = $1::uuid and episode_id = $2::uuid and deleted_at is null and id <> $3::uuid`,
    [into, String(block.episode_id), String(block.id)],
  );
  const [given] = rows;
  if (given === undefined) {
    throw new EngineFailure(
      'refused',
      'The block that this one was split from is not there any more. Nothing was changed.',
    );
  }
  return given;
}
