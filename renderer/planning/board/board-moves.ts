import type { NoteStatus } from '../../../shared/ipc/commands.ts';
import type { BoardColumn, Note } from './board-columns.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** As the command `note.move` takes it. */
export interface Move {
  status: NoteStatus;
  after_note_id: string | null;
}

/** Behind which note of the column a note goes that is to stand right before or after another one. */
export function beside(column: BoardColumn, movingId: string, targetId: string, edge: 'before' | 'after'): Move {
  const others = column.all.filter(({ id }) => id !== movingId);
  const at = others.findIndex(({ id }) => id === targetId);
  const after = edge === 'after' ? others[at] : others[at - 1];
  return { status: column.status, after_note_id: after?.id ?? null };
}

export function atEnd(column: BoardColumn, movingId: string): Move {
  const last = column.all.findLast(({ id }) => id !== movingId);
  return { status: column.status, after_note_id: last?.id ?? null };
}

/**
 * One step of a note by a key: past its neighbour, or into the next column at the same height. Null where there is no step.
 * Used notes stand by episode, so nothing is moved into or within that column; a step sideways passes it.
 */
export function moveByKey(columns: readonly BoardColumn[], note: Note, direction: Direction): Move | null {
  const column = columns.find(({ status }) => status === note.status);
  if (column === undefined) return null;
  const at = column.shown.findIndex(({ id }) => id === note.id);
  if (direction === 'up' || direction === 'down') {
    if (column.status === 'incorporated') return null;
    const neighbour = column.shown[direction === 'up' ? at - 1 : at + 1];
    if (neighbour === undefined) return null;
    return beside(column, note.id, neighbour.id, direction === 'up' ? 'before' : 'after');
  }
  const open = columns.filter(({ status }) => status === note.status || status !== 'incorporated');
  const next = open[open.indexOf(column) + (direction === 'left' ? -1 : 1)];
  if (next === undefined) return null;
  const beneath = next.shown[at];
  return beneath === undefined ? atEnd(next, note.id) : beside(next, note.id, beneath.id, 'before');
}

/** The note that an arrow key goes to from this one: its neighbour, or the one at the same height of the next column with notes. */
export function neighbour(columns: readonly BoardColumn[], note: Note, direction: Direction): Note | null {
  const columnAt = columns.findIndex(({ status }) => status === note.status);
  const at = columns[columnAt]?.shown.findIndex(({ id }) => id === note.id) ?? -1;
  if (direction === 'up' || direction === 'down') {
    return columns[columnAt]?.shown[direction === 'up' ? at - 1 : at + 1] ?? null;
  }
  const step = direction === 'left' ? -1 : 1;
  for (let index = columnAt + step; columns[index] !== undefined; index += step) {
    const { shown } = columns[index] ?? { shown: [] };
    if (shown.length > 0) return shown[Math.min(at, shown.length - 1)] ?? null;
  }
  return null;
}

/** Where a note stands now, for a screen reader. */
export function placeWords(columns: readonly BoardColumn[], noteId: string): string {
  const column = columns.find(({ all }) => all.some(({ id }) => id === noteId));
  if (column === undefined) return 'gone';
  const at = column.shown.findIndex(({ id }) => id === noteId);
  if (at < 0) return `${column.label}, out of sight`;
  return `${column.label}, place ${at + 1} of ${column.shown.length}`;
}
