import { useState } from 'react';
import { Link } from 'wouter';
import type { NoteStatus } from '../../shared/ipc/commands.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { NoteCard } from './note-card.tsx';
import { NoteComposer } from './note-composer.tsx';
import { isNoteEditBegun } from './note-edit-form.tsx';
import { STATUSES } from './note-words.ts';

type Note = QueryRow<'notes.of_project'>;

/** Done with, and so folded away until asked for. */
const SETTLED: NoteStatus[] = ['incorporated', 'deferred', 'archived'];

/** What the producers want of the next episodes: a composer, and the notes by status. */
export function PlanningPanel({ projectId }: { projectId: string }) {
  const notes = useLiveQuery('notes.of_project', { project_id: projectId });
  const rows = notes.state === 'live' ? notes.rows : [];
  return (
    <section aria-labelledby="planning" className="min-w-0">
      <div className="mb-2 flex h-7 items-center justify-between">
        <h2 id="planning" className="text-[0.9375rem] font-semibold">
          Planning notes
        </h2>
        <Link href={`/projects/${projectId}/board`} className="text-[0.8125rem] text-accent hover:underline">
          Open the board
        </Link>
      </div>
      <NoteComposer projectId={projectId} />
      {notes.state === 'live' && rows.length === 0 && (
        <EmptyState title="No notes yet">
          Say what the next episode should do better. It is heeded when one is made.
        </EmptyState>
      )}
      {STATUSES.map(({ status, label }) => (
        <NoteGroup
          key={status}
          label={label}
          notes={rows.filter((note) => note.status === status)}
          folded={SETTLED.includes(status)}
        />
      ))}
    </section>
  );
}

function NoteGroup({ label, notes, folded }: { label: string; notes: Note[]; folded: boolean }) {
  const [open, setOpen] = useState(!folded);
  if (notes.length === 0) return null;
  // A note that is being edited may come here by itself: it is not folded away under somebody's hands.
  const shown = open ? notes : notes.filter(({ id }) => isNoteEditBegun(id));
  return (
    <section className="mt-4">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex w-full items-center gap-1.5 text-xs font-semibold text-faint hover:text-ink"
        >
          {label}
          <span className="font-normal tabular-nums">{notes.length}</span>
        </button>
      </h3>
      {shown.length > 0 && (
        <ul className="mt-1.5 flex flex-col gap-1.5">
          {shown.map((note) => (
            <NoteCard key={note.id} note={note} />
          ))}
        </ul>
      )}
    </section>
  );
}
