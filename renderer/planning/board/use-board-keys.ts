import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { BoardColumn, Note } from './board-columns.ts';
import { type Direction, type Move, moveByKey, neighbour, placeWords } from './board-moves.ts';

const ARROWS: { [key: string]: Direction } = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

interface BoardKeys {
  /** The one card that Tab reaches; arrows go on from there. */
  currentId: string | null;
  setCurrent: (noteId: string) => void;
  onKeyDown: (event: KeyboardEvent, note: Note) => void;
  /** Gives the move, and says where the note stands once it does. */
  move: (note: Note, move: Move) => void;
  /** For a live region. */
  announcement: string;
}

/** The board without a mouse: arrows walk, with Shift they move the note. The focus stays with what was moved. */
export function useBoardKeys(
  columns: readonly BoardColumn[],
  give: (noteId: string, move: Move) => Promise<unknown>,
): BoardKeys {
  const [chosenId, setCurrent] = useState<string | null>(null);
  const [announcement, announce] = useState('');
  /** What was moved and from where, until its row arrives changed. */
  const moving = useRef<{ id: string; status: string; position: number } | null>(null);
  const shown = columns.flatMap((column) => column.shown);
  const currentId = shown.some(({ id }) => id === chosenId) ? chosenId : (shown[0]?.id ?? null);

  useLayoutEffect(() => {
    const from = moving.current;
    if (from === null) return;
    const note = columns.flatMap(({ all }) => all).find(({ id }) => id === from.id);
    if (note !== undefined && note.status === from.status && note.position === from.position) return;
    moving.current = null;
    // Out of sight, in a folded column: the walk goes on at the card that Tab would reach.
    if (!focusCard(from.id) && currentId !== null) focusCard(currentId);
    announce(`Moved to ${placeWords(columns, from.id)}`);
  }, [columns, currentId]);

  const move = (note: Note, to: Move) => {
    moving.current = { id: note.id, status: note.status, position: note.position };
    void give(note.id, to);
  };
  const onKeyDown = (event: KeyboardEvent, note: Note) => {
    const direction = ARROWS[event.key];
    if (direction === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!event.shiftKey) {
      const next = neighbour(columns, note, direction);
      if (next !== null) focusCard(next.id);
      return;
    }
    const to = moveByKey(columns, note, direction);
    if (to !== null) move(note, to);
    else if (note.status === 'incorporated') announce('Used notes stand by episode; move it into another column');
    else announce('It stands at the end already');
  };
  return { currentId, setCurrent, onKeyDown, move, announcement };
}

/** False when the note is not on the screen. */
export function focusCard(noteId: string): boolean {
  const card = document.querySelector<HTMLElement>(`[data-note="${noteId}"]`);
  card?.focus();
  return card !== null;
}
