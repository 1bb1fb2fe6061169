import { z } from 'zod';
import { EngineFailure } from '../../engine-failure.ts';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';

export const askAgain: StoreCommand<'chat.ask-again'> = {
  payload: z.strictObject({ message_id: id }),
  async run(scope, { message_id }) {
    const { rows } = await scope.tx.query<{ asked: number; answer_state: string | null }>(
      "select asked, answer_state from chat_messages where id = $1::uuid and role = 'user'",
      [message_id],
    );
    const [message] = rows;
    if (message === undefined) throw new EngineFailure('not-found', 'This message is not on this machine.');
    if (message.answer_state !== 'failed') {
      throw new EngineFailure('refused', 'Its answer has not failed: it is on its way or here. Nothing was changed.');
    }
    await scope.update('chat_messages', message_id, { asked: message.asked + 1 });
    return { done: true };
  },
};
