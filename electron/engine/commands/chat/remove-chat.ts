import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';

export const removeChat: StoreCommand<'chat.remove'> = {
  payload: z.strictObject({ id }),
  async run(scope, payload) {
    await scope.remove('chat_sessions', payload.id);
    return { done: true };
  },
};
