import { Ellipsis } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Menu } from '../components/menu.tsx';
import { useFocusBack } from '../components/use-focus-back.ts';
import { useFocusOnLoss } from '../components/use-focus-on-loss.ts';
import { HIGHLIGHT_COLOURS } from './highlight-colours.ts';
import { HighlightNoteForm } from './highlight-note-form.tsx';
import type { Highlight, Place } from './mark-passages.ts';
import type { Highlights } from './use-highlights.ts';

interface HighlightItemProps {
  highlight: Highlight;
  highlights: Highlights;
  onGoTo: (id: string) => void;
  onAsk: (words: string) => void;
}

/** A highlight in the list beside the text: its words, its note, and what can be done with it. */
export function HighlightItem({ highlight, highlights, onGoTo, onAsk }: HighlightItemProps) {
  const { id, note, selected_text, colour } = highlight;
  const { wanted, shown } = highlights;
  const [isEditing, setIsEditing] = useState(false);
  const words = useFocusBack<HTMLButtonElement>(isEditing);
  const item = useFocusOnLoss<HTMLLIElement>();
  useEffect(() => {
    if (wanted?.id !== id) return;
    words.current?.scrollIntoView({ block: 'nearest' });
    if (wanted.form) setIsEditing(true);
    else words.current?.focus();
    shown(wanted);
  }, [wanted, id, shown, words]);
  const state = stateWords(highlight, highlights.placeOf(id));
  const isGone = state?.isGone === true;
  return (
    <li
      ref={item}
      data-colour={colour}
      className="highlight-item group flex gap-1.5 border-s-[3px] ps-2.5 text-[0.8125rem]"
    >
      <div className="min-w-0 flex-1">
        <button
          ref={words}
          type="button"
          data-words
          dir="auto"
          // Without its place there is nowhere to go, but it can be reached to be read, edited and removed.
          aria-disabled={isGone}
          onClick={() => (isGone ? undefined : onGoTo(id))}
          className={`w-full rounded text-start font-serif text-[0.9375rem] leading-snug ${isGone ? 'cursor-default text-faint line-through decoration-1' : 'hover:text-accent'}`}
        >
          <span className="line-clamp-3">{selected_text.replace(/\s+/g, ' ')}</span>
        </button>
        {state !== null && <p className={`mt-0.5 text-xs ${isGone ? 'text-wait' : 'text-faint'}`}>{state.words}</p>}
        {isEditing ? (
          <HighlightNoteForm
            id={id}
            note={note}
            onSave={(next) => highlights.setNote(id, next)}
            onDone={() => setIsEditing(false)}
          />
        ) : (
          note.trim() !== '' && (
            <p dir="auto" className="mt-1 whitespace-pre-line break-words text-soft">
              {note}
            </p>
          )
        )}
      </div>
      <div className="opacity-0 focus-within:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100">
        <Menu
          label="Actions for this highlight"
          trigger={<Ellipsis size={16} aria-hidden />}
          actions={[
            { label: note.trim() === '' ? 'Write a note…' : 'Edit the note…', run: () => setIsEditing(true) },
            ...HIGHLIGHT_COLOURS.filter((one) => one.colour !== colour).map((one) => ({
              label: one.label,
              run: () => highlights.setColour(id, one.colour),
            })),
            { label: 'Ask about it…', run: () => onAsk(selected_text) },
            { label: 'Remove', run: () => void highlights.remove(id), danger: true },
          ]}
        />
      </div>
    </li>
  );
}

/** What has become of the passage; null when it is where it was. */
function stateWords({ block_deleted }: Highlight, place: Place | undefined): { words: string; isGone: boolean } | null {
  if (place === null) {
    const words = block_deleted
      ? 'The block with these words is in the bin'
      : 'These words are not in the text any more';
    return { words, isGone: true };
  }
  return place?.edited === true ? { words: 'Edited since', isGone: false } : null;
}
