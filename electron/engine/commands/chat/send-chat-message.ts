import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { chatMessage, id } from '../payload-parts.ts';

export const sendChatMessage: StoreCommand<'chat.send'> = {
  payload: z.strictObject({ session_id: id, message: chatMessage }),
  async run(scope, { session_id, message }) {
    const id = uuidv7();
    const { userId: user_id } = scope.context;
    await scope.insert('chat_messages', id, { session_id, user_id, role: 'user', content: message });
    return { id };
  },
};
