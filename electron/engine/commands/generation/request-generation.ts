import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { readRow } from '../../outbox/read-row.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';

export const requestGeneration: StoreCommand<'generation.request'> = {
  payload: z.strictObject({ episode_id: id, priority: z.int().min(1).max(10).exactOptional() }),
  async run(scope, { episode_id, priority }) {
    await readRow(scope.tx, 'episodes', episode_id);
    // Asked twice while it waits is asked once.
    const { rows } = await scope.tx.query<{ id: string }>(
      "select id::text as id from generation_requests where episode_id = $1::uuid and action = 'request' and state in ('waiting', 'sending') order by created_at limit 1",
      [episode_id],
    );
    const waiting = rows[0];
    if (waiting !== undefined) return { id: waiting.id };
    const id = uuidv7();
    // A new try replaces the refusal that the page showed.
    await scope.tx.query("delete from generation_requests where episode_id = $1::uuid and state = 'refused'", [
      episode_id,
    ]);
    await scope.tx.query(
      "insert into generation_requests (id, episode_id, action, priority, created_at) values ($1::uuid, $2::uuid, 'request', $3, $4::timestamptz)",
      [id, episode_id, priority ?? null, scope.context.at.toISOString()],
    );
    scope.waiting += 1;
    return { id };
  },
};
