import { beforeEach, describe, expect, it } from 'vitest';
import { EngineFailure } from '../engine-port/engine-client.ts';
import { beginConversation, type ChatEngine, type FirstMessage } from './begin-conversation.ts';

const first: FirstMessage = { project_id: 'p1', message: 'What is a mole?' };

/** A store of conversations that takes an id once, as the database does; `isMute` does what it is told and does not answer. */
function engineWithChats() {
  const chats = new Map<string, { message: string; isRemoved?: true }>();
  const state = { isMute: false };
  const engine = {
    async command(_: string, { id, message }: FirstMessage & { id: string }) {
      if (chats.has(id)) throw new EngineFailure({ code: 'refused', message: 'This exists already.' });
      chats.set(id, { message });
      if (state.isMute) throw new EngineFailure({ code: 'unanswered', message: 'It went away.' });
      return { id };
    },
    query: async () => [...chats].flatMap(([id, { isRemoved }]) => (isRemoved ? [] : [{ id }])),
  };
  return { engine: engine as unknown as ChatEngine, chats, state };
}

describe('beginning a conversation', () => {
  let desk: ReturnType<typeof engineWithChats>;
  beforeEach(() => {
    desk = engineWithChats();
  });
  const beginUnanswered = async () => {
    desk.state.isMute = true;
    await expect(beginConversation(desk.engine, first)).rejects.toMatchObject({ code: 'unanswered' });
    desk.state.isMute = false;
  };

  it('that was begun and not answered begins no second one when it is sent again', async () => {
    await beginUnanswered();
    const { id } = await beginConversation(desk.engine, first);
    expect([...desk.chats.keys()]).toEqual([id]);
  });

  it('that was not answered and not begun is begun when it is sent again', async () => {
    await beginUnanswered();
    desk.chats.clear();
    await beginConversation(desk.engine, first);
    expect(desk.chats.size).toBe(1);
  });

  it('that was begun and removed since is another one', async () => {
    await beginUnanswered();
    for (const chat of desk.chats.values()) chat.isRemoved = true;
    const { id } = await beginConversation(desk.engine, first);
    expect(desk.chats.get(id)).toEqual({ message: first.message });
    expect(desk.chats.size).toBe(2);
  });

  it('in other words, or about something else, is another one', async () => {
    await beginUnanswered();
    await beginConversation(desk.engine, { ...first, message: 'What is a pier?' });
    await beginConversation(desk.engine, { message: first.message });
    expect(desk.chats.size).toBe(3);
    await beginConversation(desk.engine, first);
    expect(desk.chats.size).toBe(3);
  });

  it('twice in the same words, each answered, is two', async () => {
    await beginConversation(desk.engine, first);
    await beginConversation(desk.engine, first);
    expect(desk.chats.size).toBe(2);
  });
});
