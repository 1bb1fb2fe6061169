import { MessageCircleQuestion, NotebookPen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { HighlightColour } from '../../shared/ipc/commands.ts';
import { HIGHLIGHT_COLOURS } from './highlight-colours.ts';
import type { SelectionPlace } from './use-selected-passages.ts';

interface SelectionToolbarProps {
  place: SelectionPlace;
  onColour: (colour: HighlightColour) => void;
  onNote: () => void;
  onAsk: () => void;
}

/** Of the toolbar, with the gap to the text, in pixels. */
const HEIGHT = 46;

/** Beside what is selected in the reading view. The keys do the same (`use-reading-commands.ts`). */
export function SelectionToolbar({ place, onColour, onNote, onAsk }: SelectionToolbarProps) {
  const top = place.top > HEIGHT ? place.top - HEIGHT : place.bottom + 8;
  return (
    <div
      role="toolbar"
      aria-label="What is selected"
      style={{ top, left: `clamp(6.5rem, ${place.left}px, 100% - 6.5rem)` }}
      className="absolute z-30 flex -translate-x-1/2 items-center gap-0.5 rounded-lg border border-line bg-raised p-1 shadow-raised"
      // The selection would be gone by the time of the click.
      onMouseDown={(event) => event.preventDefault()}
    >
      {HIGHLIGHT_COLOURS.map(({ colour, label }) => (
        <button
          key={colour}
          type="button"
          aria-label={`Highlight in ${label.toLowerCase()}`}
          title={`Highlight in ${label.toLowerCase()}`}
          onClick={() => onColour(colour)}
          className="flex size-7 items-center justify-center rounded-md hover:bg-hover"
        >
          <span data-colour={colour} className="highlight-swatch size-4 rounded-full border border-faint" />
        </button>
      ))}
      <span aria-hidden className="mx-0.5 h-5 w-px bg-line" />
      <Act label="Highlight with a note" onClick={onNote}>
        <NotebookPen size={15} aria-hidden />
      </Act>
      <Act label="Ask about it" onClick={onAsk}>
        <MessageCircleQuestion size={15} aria-hidden />
      </Act>
    </div>
  );
}

function Act({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="flex size-7 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink"
    >
      {children}
    </button>
  );
}
