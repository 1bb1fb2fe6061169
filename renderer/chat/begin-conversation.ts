import type { Created } from '../../shared/ipc/commands.ts';
import type { CommandPayload } from '../../shared/ipc/contract.ts';
import type { EngineClient } from '../engine-port/engine-client.ts';
import { MadeOnce } from '../engine-port/made-once.ts';

export type FirstMessage = Omit<CommandPayload<'chat.begin'>, 'id'>;

/** The part of the engine that a conversation needs. */
export type ChatEngine = Pick<EngineClient, 'command' | 'query'>;

const conversations = new MadeOnce();

/** Begins a conversation; one about the same with the same question whose answer was lost is that one, and nothing is asked twice. */
export function beginConversation(engine: ChatEngine, first: FirstMessage): Promise<Created> {
  return conversations.make(
    JSON.stringify([first.episode_id ?? null, first.project_id ?? null, first.message]),
    (id) => engine.command('chat.begin', { ...first, id }),
    async (before) => {
      const sessions = await engine.query('chat.sessions', {});
      return sessions.some(({ id }) => id === before) ? { id: before } : null;
    },
  );
}
