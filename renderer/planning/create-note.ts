import type { Created } from '../../shared/ipc/commands.ts';
import type { CommandPayload } from '../../shared/ipc/contract.ts';
import type { EngineClient } from '../engine-port/engine-client.ts';
import { MadeOnce } from '../engine-port/made-once.ts';

export type NewNote = Omit<CommandPayload<'note.create'>, 'id'>;

/** The part of the engine that a note needs. */
export type NoteEngine = Pick<EngineClient, 'command' | 'query'>;

const notes = new MadeOnce();

/** Makes a note; one with the same words in the same project whose answer was lost is that note, and no second one. */
export function createNote(engine: NoteEngine, note: NewNote): Promise<Created> {
  const { project_id, content, episode_id: _there, ...columns } = note;
  return notes.make(
    JSON.stringify([project_id, content]),
    (id) => engine.command('note.create', { ...note, id }),
    async (before) => {
      const there = await engine.query('notes.of_project', { project_id });
      // It may have been used or thrown away since.
      if (!there.some(({ id, status }) => id === before && status === 'pending')) return null;
      // What was chosen for it since the first time counts as well.
      if (Object.keys(columns).length > 0) await engine.command('note.update', { id: before, patch: columns });
      return { id: before };
    },
  );
}
