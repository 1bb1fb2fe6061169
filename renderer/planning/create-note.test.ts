import { beforeEach, describe, expect, it } from 'vitest';
import { EngineFailure } from '../engine-port/engine-client.ts';
import { createNote, type NewNote, type NoteEngine } from './create-note.ts';

const note: NewNote = { project_id: 'p1', content: 'Ask the pilots', priority: 'HIGH' };

/** A store of notes that takes an id once, as the database does; `isMute` does what it is told and does not answer. */
function engineWithNotes() {
  const notes = new Map<string, { content: string; priority?: string; isRemoved?: true; status?: string }>();
  const state = { isMute: false, isAway: false };
  const engine = {
    async command(name: string, { id, patch, ...columns }: NewNote & { id: string; patch: object }) {
      if (state.isAway) throw new EngineFailure({ code: 'engine-away', message: 'It is away.' });
      if (name === 'note.create') {
        if (notes.has(id)) throw new EngineFailure({ code: 'refused', message: 'This exists already.' });
        notes.set(id, columns);
      } else {
        notes.set(id, { content: '', ...notes.get(id), ...patch });
      }
      if (state.isMute) throw new EngineFailure({ code: 'unanswered', message: 'It went away.' });
      return { id };
    },
    query: async () =>
      [...notes].flatMap(([id, { isRemoved, status = 'pending' }]) => (isRemoved ? [] : [{ id, status }])),
  };
  return { engine: engine as unknown as NoteEngine, notes, state };
}

describe('making a note', () => {
  let desk: ReturnType<typeof engineWithNotes>;
  beforeEach(() => {
    desk = engineWithNotes();
  });
  const sendUnanswered = async () => {
    desk.state.isMute = true;
    await expect(createNote(desk.engine, note)).rejects.toMatchObject({ code: 'unanswered' });
    desk.state.isMute = false;
  };
  const all = () => [...desk.notes.values()].map(({ content, priority }) => [content, priority]);

  it('that was made and not answered makes no second one when it is sent again, and takes what was chosen since', async () => {
    await sendUnanswered();
    desk.state.isAway = true;
    await expect(createNote(desk.engine, note)).rejects.toMatchObject({ code: 'engine-away' });
    desk.state.isAway = false;
    const { id } = await createNote(desk.engine, { ...note, priority: 'LOW' });
    expect([...desk.notes.keys()]).toEqual([id]);
    expect(all()).toEqual([['Ask the pilots', 'LOW']]);
  });

  it('that was not answered and not made is made when it is sent again', async () => {
    await sendUnanswered();
    desk.notes.clear();
    await createNote(desk.engine, note);
    expect(all()).toEqual([['Ask the pilots', 'HIGH']]);
  });

  it('that was made and used since is another one', async () => {
    await sendUnanswered();
    for (const made of desk.notes.values()) made.status = 'used';
    await createNote(desk.engine, note);
    expect(all()).toHaveLength(2);
  });

  it('that was made and thrown away since is another one', async () => {
    await sendUnanswered();
    for (const made of desk.notes.values()) made.isRemoved = true;
    const { id } = await createNote(desk.engine, note);
    expect(desk.notes.size).toBe(2);
    expect(desk.notes.get(id)?.isRemoved).toBeUndefined();
  });

  it('twice in the same words, each answered, makes two', async () => {
    await createNote(desk.engine, note);
    await createNote(desk.engine, note);
    expect(desk.notes.size).toBe(2);
  });
});
