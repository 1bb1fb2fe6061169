import { v7 as uuidv7 } from 'uuid';
import type { Created } from '../../shared/ipc/commands.ts';
import type {
  CommandName,
  CommandPayload,
  CommandResult,
  QueryName,
  QueryParams,
  QueryRow,
} from '../../shared/ipc/contract.ts';
import { EngineFailure } from '../engine-port/engine-client.ts';

export type FirstMessage = Omit<CommandPayload<'chat.begin'>, 'id'>;

/** The part of the engine that a conversation needs. */
export interface ChatEngine {
  command<C extends CommandName>(name: C, payload: CommandPayload<C>): Promise<CommandResult<C>>;
  query<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]>;
}

/** Ids of conversations of which nobody can say whether they were begun, by the first message and what it is about. */
const unanswered = new Map<string, string>();

/**
 * Begins a conversation. One that was sent and not answered goes out under the same id when it is sent again: if it was begun the first
 * time, it is that one, and the question is not asked twice.
 */
export async function beginConversation(engine: ChatEngine, first: FirstMessage): Promise<Created> {
  const says = JSON.stringify([first.episode_id ?? null, first.project_id ?? null, first.message]);
  const before = unanswered.get(says);
  const begin = async (id: string) => {
    try {
      return await engine.command('chat.begin', { ...first, id });
    } catch (error) {
      if (error instanceof EngineFailure && error.code === 'unanswered') unanswered.set(says, id);
      throw error;
    }
  };
  const begun = before === undefined ? await begin(uuidv7()) : await beginAgain(engine, before, begin);
  unanswered.delete(says);
  return begun;
}

async function beginAgain(
  engine: ChatEngine,
  before: string,
  begin: (id: string) => Promise<Created>,
): Promise<Created> {
  try {
    return await begin(before);
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.code !== 'refused') throw error;
    const sessions = await engine.query('chat.sessions', {});
    // It was begun, and has been removed since: this is another one.
    return sessions.some(({ id }) => id === before) ? { id: before } : begin(uuidv7());
  }
}
