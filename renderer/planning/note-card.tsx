import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Menu } from '../components/menu.tsx';
import { useFocusBack } from '../components/use-focus-back.ts';
import { useFocusOnLoss } from '../components/use-focus-on-loss.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { isNoteEditBegun, NoteEditForm } from './note-edit-form.tsx';
import { NoteMeta } from './note-meta.tsx';
import { PRIORITIES, STATUSES } from './note-words.ts';
import { useNoteRemoval } from './use-note-removal.ts';

/** A note in the panel beside a project's episodes. */
export function NoteCard({ note }: { note: QueryRow<'notes.of_project'> }) {
  const [editing, setEditing] = useState(() => isNoteEditBegun(note.id));
  const menu = useFocusBack<HTMLButtonElement>(editing);
  const card = useFocusOnLoss<HTMLLIElement>();
  const update = useCommand('note.update');
  const move = useCommand('note.move');
  const remove = useNoteRemoval();
  if (editing) {
    return (
      <li ref={card} className="rounded-lg border border-line bg-raised p-2.5">
        <NoteEditForm note={note} onDone={() => setEditing(false)} />
      </li>
    );
  }
  return (
    <li ref={card} className="rounded-lg border border-line bg-raised p-2.5">
      <p dir="auto" className="whitespace-pre-line break-words">
        {note.content}
      </p>
      <div className="mt-1.5 flex items-center gap-1.5">
        <NoteMeta note={note} />
        <Menu
          ref={menu}
          label={`Note actions: ${note.content}`}
          trigger={<Ellipsis size={14} aria-hidden />}
          actions={[
            { label: 'Edit', run: () => setEditing(true) },
            ...STATUSES.filter(({ status }) => status !== note.status && status !== 'incorporated').map(
              ({ status, label }) => ({
                label: `Mark as ${label.toLowerCase()}`,
                run: () => void move({ id: note.id, status, after_note_id: null }),
              }),
            ),
            ...PRIORITIES.filter(({ priority }) => priority !== note.priority).map(({ priority, label }) => ({
              label: `Priority: ${label.toLowerCase()}`,
              run: () => void update({ id: note.id, patch: { priority } }),
            })),
            { label: 'Move to the bin', run: () => void remove(note), danger: true },
          ]}
        />
      </div>
      {note.incorporated_in_episode_id !== null && (
        <Link
          href={`/episodes/${note.incorporated_in_episode_id}`}
          className="mt-1 block truncate text-xs text-accent hover:underline"
        >
          In {note.incorporated_in_episode_number}. {note.incorporated_in_episode_title}
        </Link>
      )}
    </li>
  );
}
