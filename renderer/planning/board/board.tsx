import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { NotePriority } from '../../../shared/ipc/commands.ts';
import { useCommand } from '../../engine-port/use-command.ts';
import { useLiveQuery } from '../../engine-port/use-live-query.ts';
import { NoteComposer } from '../note-composer.tsx';
import { isNoteEditBegun } from '../note-edit-form.tsx';
import { PRIORITIES } from '../note-words.ts';
import { useNoteRemoval } from '../use-note-removal.ts';
import { BoardCard, CARD_HINT_ID } from './board-card.tsx';
import { BoardColumn } from './board-column.tsx';
import { type BoardFilter, boardColumns, type BoardColumn as Column, type Note } from './board-columns.ts';
import { BoardFilterBar } from './board-filter-bar.tsx';
import { atEnd, beside, type Move, moveByKey, neighbour } from './board-moves.ts';
import { type DropPlace, useBoardDrops } from './card-drag.ts';
import { useFoldedColumns } from './folded-columns.ts';
import { focusCard, useBoardKeys } from './use-board-keys.ts';

/** A project's planning notes by status, to be ordered and moved by hand. The filter is in the address. */
export default function Board({ projectId }: { projectId: string }) {
  const notes = useLiveQuery('notes.of_project', { project_id: projectId });
  const rows = notes.state === 'live' ? notes.rows : null;
  const [filter, setFilter] = useFilter();
  const folded = useFoldedColumns((state) => state.folded);
  const columns = useMemo(
    () =>
      boardColumns(rows ?? [], filter, isNoteEditBegun).map((column) =>
        folded.includes(column.status)
          ? { ...column, shown: column.shown.filter(({ id }) => isNoteEditBegun(id)) }
          : column,
      ),
    [rows, filter, folded],
  );
  const moveNote = useCommand('note.move');
  const keys = useBoardKeys(columns, (id, move) => moveNote({ id, ...move }));
  const find = (id: string) => rows?.find((note) => note.id === id);
  useBoardDrops((noteId, place) => {
    const note = find(noteId);
    const to = dropMove(columns, noteId, place);
    if (note !== undefined && to !== null) keys.move(note, to);
  });
  const remove = useNoteRemoval();
  const removeNote = (note: Note) => {
    const next = neighbour(columns, note, 'down') ?? neighbour(columns, note, 'up');
    if (next !== null) focusCard(next.id);
    void remove(note);
  };
  const filtered = filter.text !== '' || filter.priorities.length > 0;
  if (notes.state === 'failed') return <p role="alert">{notes.error.message}</p>;
  if (rows === null) return null;
  return (
    <div className="mt-4 flex min-h-0 flex-1 flex-col gap-3">
      <div className="flex items-center gap-4">
        <BoardFilterBar filter={filter} onChange={setFilter} />
        <p id={CARD_HINT_ID} className="ml-auto truncate text-xs text-faint">
          Arrows walk, Shift with arrows moves, Enter edits, Delete removes
        </p>
      </div>
      <div className="flex min-h-0 flex-1 gap-2 overflow-x-auto">
        {columns.map((column) => (
          <BoardColumn
            key={column.status}
            column={column}
            filtered={filtered}
            composer={
              column.status === 'pending' && (
                <div className="mb-2">
                  <NoteComposer projectId={projectId} />
                </div>
              )
            }
            card={(note) => (
              <BoardCard
                key={note.id}
                note={note}
                current={note.id === keys.currentId}
                onFocus={() => keys.setCurrent(note.id)}
                onKeyDown={keys.onKeyDown}
                onStep={(direction) => {
                  const to = moveByKey(columns, note, direction);
                  if (to !== null) keys.move(note, to);
                }}
                onMoveTo={(status) => keys.move(note, { status, after_note_id: null })}
                onRemove={() => removeNote(note)}
              />
            )}
          />
        ))}
      </div>
      <p role="status" className="sr-only">
        {keys.announcement}
      </p>
    </div>
  );
}

function dropMove(columns: readonly Column[], noteId: string, place: DropPlace): Move | null {
  if (place.kind === 'column') {
    const column = columns.find(({ status }) => status === place.status);
    return column === undefined ? null : atEnd(column, noteId);
  }
  const column = columns.find(({ all }) => all.some(({ id }) => id === place.noteId));
  return column === undefined ? null : beside(column, noteId, place.noteId, place.edge);
}

function useFilter(): [BoardFilter, (filter: BoardFilter) => void] {
  const [params, setParams] = useSearchParams();
  const text = params.get('q') ?? '';
  const chosen = params.get('priority') ?? '';
  const filter = useMemo(() => ({ text, priorities: readPriorities(chosen) }), [text, chosen]);
  const change = (next: BoardFilter) =>
    setParams(
      {
        ...(next.text !== '' && { q: next.text }),
        ...(next.priorities.length > 0 && { priority: next.priorities.join(' ') }),
      },
      { replace: true },
    );
  return [filter, change];
}

function readPriorities(words: string): NotePriority[] {
  const chosen = words.split(' ');
  return PRIORITIES.map(({ priority }) => priority).filter((priority) => chosen.includes(priority));
}
