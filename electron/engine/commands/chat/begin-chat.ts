import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { TITLE_LENGTH } from '../../../../shared/domain/limits.ts';
import type { StoreCommand } from '../command.ts';
import { chatMessage, id } from '../payload-parts.ts';

export const beginChat: StoreCommand<'chat.begin'> = {
  payload: z.strictObject({
    id: id.exactOptional(),
    project_id: id.nullable().exactOptional(),
    episode_id: id.nullable().exactOptional(),
    message: chatMessage,
  }),
  async run(scope, { id: given, project_id = null, episode_id = null, message }) {
    const id = given ?? uuidv7();
    const { userId: user_id } = scope.context;
    await scope.insert('chat_sessions', id, { user_id, project_id, episode_id, title: titleOf(message) });
    await scope.insert('chat_messages', uuidv7(), { session_id: id, user_id, role: 'user', content: message });
    return { id };
  },
};

/** The question itself, cut at a word. */
function titleOf(message: string): string {
  const most = 80;
  const line = message.trim().replace(/\s+/g, ' ');
  if ([...line].length <= most) return line;
  return `${[...line]
    .slice(0, Math.min(most, TITLE_LENGTH))
    .join('')
    .replace(/\s\S*$/, '')}…`;
}
