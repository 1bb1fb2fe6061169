import { v7 as uuidv7 } from 'uuid';
import type { Created } from '../../shared/ipc/commands.ts';
import { EngineFailure } from './engine-client.ts';

/**
 * Things that are made under an id of the page's own. One that was sent and not answered goes out under the same id when it is sent
 * again: if it was made the first time, it is that thing, and not a second one.
 */
export class MadeOnce {
  /** Ids of which nobody can say whether they were made, by what was sent. */
  readonly #unanswered = new Map<string, string>();

  /**
   * @param says what is sent, as one text: the same is the same thing
   * @param make throws the engine's refusal for an id that there is already
   * @param find the thing that was made under an id before; null where it has gone since, and another one is to be made
   */
  async make(
    says: string,
    make: (id: string) => Promise<Created>,
    find: (id: string) => Promise<Created | null>,
  ): Promise<Created> {
    const before = this.#unanswered.get(says);
    const send = async (id: string) => {
      try {
        return await make(id);
      } catch (error) {
        if (error instanceof EngineFailure && error.code === 'unanswered') this.#unanswered.set(says, id);
        throw error;
      }
    };
    const made = before === undefined ? await send(uuidv7()) : await this.#again(before, send, find);
    this.#unanswered.delete(says);
    return made;
  }

  async #again(
    before: string,
    send: (id: string) => Promise<Created>,
    find: (id: string) => Promise<Created | null>,
  ): Promise<Created> {
    try {
      return await send(before);
    } catch (error) {
      if (!(error instanceof EngineFailure) || error.code !== 'refused') throw error;
      return (await find(before)) ?? send(uuidv7());
    }
  }
}
