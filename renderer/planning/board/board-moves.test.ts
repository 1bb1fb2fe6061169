import { describe, expect, it } from 'vitest';
import type { NoteStatus } from '../../../shared/ipc/commands.ts';
import { boardColumns, type Note } from './board-columns.ts';
import { atEnd, beside, moveByKey, neighbour, placeWords } from './board-moves.ts';

const note = (id: string, status: NoteStatus, more: Partial<Note> = {}): Note => ({
  id,
  project_id: 'p',
  episode_id: null,
  author_id: 'u',
  author_name: 'Ada',
  content: id,
  scope: 'GENERAL',
  priority: 'MEDIUM',
  status,
  position: 0,
  incorporated_in_episode_id: null,
  incorporated_in_episode_number: null,
  incorporated_in_episode_title: null,
  expires_at: null,
  archive_after_episodes: null,
  rev: 1,
  created_at: '2026-11-24T08:00:00Z',
  updated_at: '2026-11-24T08:00:00Z',
  ...more,
});
const notes = [
  note('a', 'pending'),
  note('b', 'pending', { priority: 'HIGH' }),
  note('c', 'pending'),
  note('d', 'acknowledged'),
  note('used early', 'incorporated', { incorporated_in_episode_number: 3 }),
  note('used late', 'incorporated', { incorporated_in_episode_number: 7 }),
  note('e', 'deferred'),
];
const NO_FILTER = { text: '', priorities: [] };
const columns = boardColumns(notes, NO_FILTER);
const at = (id: string) => notes.find((candidate) => candidate.id === id) ?? note(id, 'pending');

describe('the board', () => {
  it('has a column for every status, used notes by episode with the newest first', () => {
    expect(columns.map(({ status, shown }) => [status, shown.map(({ id }) => id).join(' ')])).toEqual([
      ['pending', 'a b c'],
      ['acknowledged', 'd'],
      ['incorporated', 'used late used early'],
      ['deferred', 'e'],
      ['archived', ''],
    ]);
  });

  it('shows what holds every word, and only the chosen priorities', () => {
    const shown = (text: string, priorities: Note['priority'][]) =>
      boardColumns(notes, { text, priorities }).flatMap((column) => column.shown.map(({ id }) => id));
    expect(shown('LATE used', [])).toEqual(['used late']);
    expect(shown('ada', ['HIGH'])).toEqual(['b']);
    expect(shown('nothing', [])).toEqual([]);
  });

  it('shows what is being edited, whatever the filter says', () => {
    const edited = boardColumns(notes, { text: 'late', priorities: [] }, (id) => id === 'd');
    expect(edited.flatMap((column) => column.shown.map(({ id }) => id))).toEqual(['d', 'used late']);
  });
});

describe('a step by key', () => {
  it('passes the neighbour, and stops at the ends', () => {
    expect(moveByKey(columns, at('b'), 'up')).toEqual({ status: 'pending', after_note_id: null });
    expect(moveByKey(columns, at('b'), 'down')).toEqual({ status: 'pending', after_note_id: 'c' });
    expect(moveByKey(columns, at('a'), 'up')).toBeNull();
    expect(moveByKey(columns, at('c'), 'down')).toBeNull();
  });

  it('goes to the same height of the next column, and past the used notes', () => {
    expect(moveByKey(columns, at('a'), 'right')).toEqual({ status: 'acknowledged', after_note_id: null });
    expect(moveByKey(columns, at('c'), 'right')).toEqual({ status: 'acknowledged', after_note_id: 'd' });
    expect(moveByKey(columns, at('d'), 'right')).toEqual({ status: 'deferred', after_note_id: null });
    expect(moveByKey(columns, at('a'), 'left')).toBeNull();
  });

  it('takes a used note out, but does not reorder what stands by episode', () => {
    expect(moveByKey(columns, at('used late'), 'down')).toBeNull();
    expect(moveByKey(columns, at('used late'), 'left')).toEqual({ status: 'acknowledged', after_note_id: null });
  });

  it('with a filter passes the neighbour that is shown, and stands right beside it among all', () => {
    const filtered = boardColumns(notes, { text: '', priorities: ['HIGH'] });
    const [pending] = filtered;
    if (pending === undefined) throw new Error('no column');
    expect(beside(pending, 'd', 'b', 'before')).toEqual({ status: 'pending', after_note_id: 'a' });
    expect(atEnd(pending, 'c')).toEqual({ status: 'pending', after_note_id: 'b' });
  });
});

describe('walking the board', () => {
  it('goes to the neighbour and over empty columns', () => {
    expect(neighbour(columns, at('a'), 'down')?.id).toBe('b');
    expect(neighbour(columns, at('c'), 'right')?.id).toBe('d');
    expect(neighbour(columns, at('e'), 'right')).toBeNull();
    expect(neighbour(columns, at('e'), 'left')?.id).toBe('used late');
  });

  it('says where a note stands', () => {
    expect(placeWords(columns, 'b')).toBe('Pending, place 2 of 3');
    expect(placeWords(boardColumns(notes, { text: 'used', priorities: [] }), 'b')).toBe('Pending, out of sight');
  });
});
