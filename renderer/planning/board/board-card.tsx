import { Ellipsis } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { Menu } from '../../components/menu.tsx';
import { useFocusBack } from '../../components/use-focus-back.ts';
import { useFocusOnLoss } from '../../components/use-focus-on-loss.ts';
import { isNoteEditBegun, NoteEditForm } from '../note-edit-form.tsx';
import { NoteMeta } from '../note-meta.tsx';
import { STATUSES } from '../note-words.ts';
import type { Note } from './board-columns.ts';
import type { Direction } from './board-moves.ts';
import { useCardDrag } from './card-drag.ts';

export const CARD_HINT_ID = 'board-card-hint';

interface BoardCardProps {
  note: Note;
  current: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent, note: Note) => void;
  /** By the menu: the same steps as the keys, for who uses neither keys nor mouse. */
  onStep: (direction: Direction) => void;
  onMoveTo: (status: Note['status']) => void;
  onRemove: () => void;
}

/** A note on the board. Its text is the button that opens it; the card is what is dragged. */
export function BoardCard({ note, current, onFocus, onKeyDown, onStep, onMoveTo, onRemove }: BoardCardProps) {
  const [editing, setEditing] = useState(() => isNoteEditBegun(note.id));
  const card = useFocusOnLoss<HTMLLIElement>();
  const used = note.status === 'incorporated';
  const { dragged, edge } = useCardDrag(card, { noteId: note.id, acceptsDrops: !used });
  const text = useFocusBack<HTMLButtonElement>(editing);
  return (
    <li
      ref={card}
      className={`relative rounded-lg border border-line bg-raised p-2.5 hover:border-line-strong has-[[data-note]:focus-visible]:border-accent ${dragged ? 'opacity-40' : ''}`}
    >
      {edge !== null && (
        <span
          aria-hidden
          className={`absolute inset-x-0 h-0.5 rounded-full bg-accent ${edge === 'before' ? '-top-[5px]' : '-bottom-[5px]'}`}
        />
      )}
      {editing ? (
        <NoteEditForm note={note} onDone={() => setEditing(false)} />
      ) : (
        <>
          <button
            ref={text}
            type="button"
            dir="auto"
            data-note={note.id}
            tabIndex={current ? 0 : -1}
            aria-describedby={CARD_HINT_ID}
            onFocus={onFocus}
            onClick={() => setEditing(true)}
            onKeyDown={(event) => {
              if (event.key === 'Delete') onRemove();
              onKeyDown(event, note);
            }}
            className="block w-full cursor-grab whitespace-pre-line break-words rounded text-start active:cursor-grabbing"
          >
            {note.content}
          </button>
          <div className="mt-1.5 -mb-1 flex items-center gap-1">
            <NoteMeta note={note} />
            <Menu
              label={`Note actions: ${note.content}`}
              trigger={<Ellipsis size={14} aria-hidden />}
              tabIndex={current ? 0 : -1}
              actions={[
                { label: 'Edit', run: () => setEditing(true) },
                ...(used
                  ? []
                  : [
                      { label: 'Move up', run: () => onStep('up') },
                      { label: 'Move down', run: () => onStep('down') },
                    ]),
                ...STATUSES.filter(({ status }) => status !== note.status && status !== 'incorporated').map(
                  ({ status, label }) => ({ label: `Move to ${label.toLowerCase()}`, run: () => onMoveTo(status) }),
                ),
                { label: 'Move to the bin', run: onRemove, danger: true },
              ]}
            />
          </div>
        </>
      )}
    </li>
  );
}
