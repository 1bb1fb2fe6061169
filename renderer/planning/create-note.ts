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

export type NewNote = Omit<CommandPayload<'note.create'>, 'id'>;

/** The part of the engine that a note needs. */
export interface NoteEngine {
  command<C extends CommandName>(name: C, payload: CommandPayload<C>): Promise<CommandResult<C>>;
  query<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]>;
}

/** Ids of notes of which nobody can say whether they were made, by what they say and where. */
const unanswered = new Map<string, string>();

/**
 * Makes a note. One that was sent and not answered goes out under the same id when it is sent again: if it was made the first time, it
 * is that note, and not a second one.
 */
export async function createNote(engine: NoteEngine, note: NewNote): Promise<Created> {
  const says = JSON.stringify([note.project_id, note.content]);
  const before = unanswered.get(says);
  const make = async (id: string) => {
    try {
      return await engine.command('note.create', { ...note, id });
    } catch (error) {
      if (error instanceof EngineFailure && error.code === 'unanswered') unanswered.set(says, id);
      throw error;
    }
  };
  const created = before === undefined ? await make(uuidv7()) : await makeAgain(engine, note, before, make);
  unanswered.delete(says);
  return created;
}

async function makeAgain(
  engine: NoteEngine,
  { project_id, content: _same, episode_id: _there, ...columns }: NewNote,
  before: string,
  make: (id: string) => Promise<Created>,
): Promise<Created> {
  try {
    return await make(before);
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.code !== 'refused') throw error;
    const notes = await engine.query('notes.of_project', { project_id });
    const isWaiting = notes.some(({ id, status }) => id === before && status === 'pending');
    // It was made, and has been used or thrown away since: this is another one.
    if (!isWaiting) return make(uuidv7());
    // It is there; what was chosen for it since the first time counts as well.
    if (Object.keys(columns).length > 0) await engine.command('note.update', { id: before, patch: columns });
    return { id: before };
  }
}
