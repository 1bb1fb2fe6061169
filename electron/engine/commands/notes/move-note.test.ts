import { expect, test } from 'vitest';
import type { NoteStatus } from '../../../../shared/ipc/commands.ts';
import type { LocalEngine } from '../../open-engine.ts';
import { testCloud } from '../../testing/test-cloud.ts';
import { testDesk } from '../../testing/test-desk.ts';

const SETTLE_MS = 50_000;

async function boardOf(engine: LocalEngine, project: string, status: NoteStatus = 'pending'): Promise<string> {
  const notes = await engine.query('notes.of_project', { project_id: project });
  return notes
    .filter((note) => note.status === status)
    .map(({ content }) => content)
    .join(' ');
}

async function makeNotes(
  engine: LocalEngine,
  contents: string,
): Promise<{ project: string; id: (c: string) => string }> {
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const ids = new Map<string, string>();
  for (const content of contents.split(' ')) {
    ids.set(content, (await engine.command('note.create', { project_id: project, content })).id);
  }
  return { project, id: (content) => ids.get(content) ?? '' };
}

test('a note is put behind another, first, and into another column', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const { project, id } = await makeNotes(engine, 'a b c d');
  await engine.command('note.move', { id: id('d'), status: 'pending', after_note_id: id('a') });
  expect(await boardOf(engine, project)).toBe('a d b c');
  await engine.command('note.move', { id: id('c'), status: 'pending', after_note_id: null });
  expect(await boardOf(engine, project)).toBe('c a d b');
  await engine.command('note.move', { id: id('a'), status: 'deferred', after_note_id: null });
  await engine.command('note.move', { id: id('b'), status: 'deferred', after_note_id: id('a') });
  expect(await boardOf(engine, project)).toBe('c d');
  expect(await boardOf(engine, project, 'deferred')).toBe('a b');
});

test('it never runs out of room between two notes', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const { project, id } = await makeNotes(engine, 'a b c');
  // Each move halves the room behind a: a double has none left after some fifty.
  for (let move = 0; move < 60; move += 1) {
    const mover = move % 2 === 0 ? 'c' : 'b';
    await engine.command('note.move', { id: id(mover), status: 'pending', after_note_id: id('a') });
    expect(await boardOf(engine, project)).toBe(mover === 'c' ? 'a c b' : 'a b c');
  }
});

test('what a generation decides is not decided by hand, and what is gone is said', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const { project, id } = await makeNotes(engine, 'a b');
  const used = engine.command('note.move', { id: id('a'), status: 'incorporated', after_note_id: null });
  await expect(used).rejects.toMatchObject({ code: 'refused' });
  await engine.command('note.remove', { id: id('b') });
  const behind = engine.command('note.move', { id: id('a'), status: 'pending', after_note_id: id('b') });
  await expect(behind).rejects.toMatchObject({ code: 'not-found' });
  expect(await boardOf(engine, project)).toBe('a');
});

test('two desks that reorder at once end up with the same board, without a conflict to answer', async () => {
  await using cloud = await testCloud();
  await using ada = await testDesk({ cloud, user: 'user_ada', tokens: cloud.tokens('user_ada') });
  await using ben = await testDesk({ cloud, user: 'user_ben', tokens: cloud.tokens('user_ben') });
  const { project, id } = await makeNotes(ada.engine, 'a b c d e');
  await ada.engine.settle(SETTLE_MS);
  await ben.engine.settle(SETTLE_MS);
  for (const { engine } of [ada, ben]) await engine.command('sync.set-offline', { offline: true });
  const move = (engine: LocalEngine, note: string, status: NoteStatus, after: string | null) =>
    engine.command('note.move', { id: id(note), status, after_note_id: after === null ? null : id(after) });
  // The same note to two places, two notes to one place, and one out of the column meanwhile.
  await move(ada.engine, 'e', 'pending', 'a');
  await move(ben.engine, 'e', 'pending', null);
  await move(ada.engine, 'd', 'pending', 'b');
  await move(ben.engine, 'c', 'pending', 'a');
  await move(ben.engine, 'b', 'acknowledged', null);
  for (const { engine } of [ada, ben]) await engine.command('sync.set-offline', { offline: false });
  for (const { engine } of [ada, ben, ada]) {
    expect(await engine.settle(SETTLE_MS)).toMatchObject({ pending_count: 0, open_conflict_count: 0 });
  }
  const board = await boardOf(ada.engine, project);
  expect(board.split(' ').toSorted()).toEqual(['a', 'c', 'd', 'e']);
  expect(await boardOf(ben.engine, project)).toBe(board);
  for (const { engine } of [ada, ben]) expect(await boardOf(engine, project, 'acknowledged')).toBe('b');
  // The board that both see can be ordered on, also where two places are the same number.
  const [first = '', second = ''] = board.split(' ');
  await move(ada.engine, board.at(-1) ?? '', 'pending', first);
  expect(await boardOf(ada.engine, project)).toBe(
    [first, board.at(-1), second, ...board.split(' ').slice(2, -1)].join(' '),
  );
});
