import { ChevronsLeft } from 'lucide-react';
import { Fragment, type ReactNode, useRef, useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/button.tsx';
import { isNoteEditBegun } from '../note-edit-form.tsx';
import type { BoardColumn as Column, Note } from './board-columns.ts';
import { useColumnDrop } from './card-drag.ts';
import { useFoldedColumns } from './folded-columns.ts';

/** Cards drawn at once; more are asked for. A column that long is not read to its end. */
const SHOWN_AT_ONCE = 60;

/** What each column is for, said where it is empty. */
const MEANING: { [Status in Column['status']]: string } = {
  pending: 'What the next episode should heed.',
  acknowledged: 'Seen and agreed, still to be heeded.',
  incorporated: 'Notes come here by themselves when a generation has used them.',
  deferred: 'Not now: kept for later.',
  archived: 'Done with, or expired.',
};

interface BoardColumnProps {
  column: Column;
  /** Says so when the filter hides some. */
  filtered: boolean;
  /** Above the cards, in the column where new notes begin. */
  composer?: ReactNode;
  card: (note: Note) => ReactNode;
}

export function BoardColumn({ column, filtered, composer, card }: BoardColumnProps) {
  const { status, label, shown, all } = column;
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  const { folded, toggle } = useFoldedColumns();
  const element = useRef<HTMLElement>(null);
  const { over } = useColumnDrop(element, { status, acceptsDrops: status !== 'incorporated' });
  const isFolded = folded.includes(status);
  const count = filtered || isFolded ? `${shown.length} of ${all.length}` : String(all.length);
  const drawn = shown.filter(({ id }, index) => index < limit || isNoteEditBegun(id));
  const ground = over ? 'bg-accent-wash' : 'bg-sunken';
  // Folded all the same, it shows what is being edited in it.
  if (isFolded && shown.length === 0) {
    return (
      <section ref={element} aria-label={label} className={`flex w-10 shrink-0 flex-col rounded-xl ${ground}`}>
        <button
          type="button"
          aria-expanded={false}
          onClick={() => toggle(status)}
          className="flex flex-1 items-center gap-2 rounded-xl px-2.5 py-3 text-xs font-semibold text-soft [writing-mode:vertical-rl] hover:bg-hover hover:text-ink"
        >
          {label} <span className="font-normal text-faint tabular-nums">{all.length}</span>
        </button>
      </section>
    );
  }
  return (
    <section
      ref={element}
      aria-labelledby={`column-${status}`}
      className={`flex min-w-52 flex-1 flex-col rounded-xl ${ground}`}
    >
      <div className="flex items-center gap-1.5 px-3 pt-2.5 pb-1.5">
        <h2 id={`column-${status}`} className="text-[0.8125rem] font-semibold">
          {label} <span className="font-normal text-faint tabular-nums">{count}</span>
        </h2>
        {!isFolded && (
          <button
            type="button"
            aria-label={`Fold ${label}`}
            aria-expanded
            onClick={() => toggle(status)}
            className="ml-auto rounded p-1 text-faint hover:bg-hover hover:text-ink"
          >
            <ChevronsLeft size={14} aria-hidden />
          </button>
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {composer}
        {all.length === 0 && <p className="px-2 py-4 text-center text-xs text-faint">{MEANING[status]}</p>}
        {all.length > 0 && shown.length === 0 && (
          <p className="px-2 py-4 text-center text-xs text-faint">The filter lets none of these through.</p>
        )}
        {shown.length > 0 && (
          <ul className="flex flex-col gap-2 pt-0.5">
            {drawn.map((note, index) => (
              <Fragment key={note.id}>
                {status === 'incorporated' &&
                  note.incorporated_in_episode_id !== drawn[index - 1]?.incorporated_in_episode_id && (
                    <UsedIn note={note} />
                  )}
                {card(note)}
              </Fragment>
            ))}
          </ul>
        )}
        {shown.length > drawn.length && (
          <Button compact look="quiet" className="mt-2 w-full" onClick={() => setLimit(limit + SHOWN_AT_ONCE)}>
            Show more ({shown.length - drawn.length})
          </Button>
        )}
      </div>
    </section>
  );
}

/** The episode that used the notes below. */
function UsedIn({ note }: { note: Note }) {
  const { incorporated_in_episode_id: id, incorporated_in_episode_number: number } = note;
  if (id === null) return <li className="px-1 pt-1 text-xs text-faint">Marked by hand</li>;
  return (
    <li className="min-w-0 px-1 pt-1 text-xs">
      <Link href={`/episodes/${id}`} className="block truncate font-medium text-accent hover:underline">
        {number}. {note.incorporated_in_episode_title || 'Untitled episode'}
      </Link>
    </li>
  );
}
