import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { noteRoom } from '../../shared/domain/limits.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Badge } from '../components/badge.tsx';
import { Menu } from '../components/menu.tsx';
import { relativeTime } from '../components/times.ts';
import { useToasts } from '../components/toast-store.ts';
import { useNow } from '../components/use-now.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { NoteTextArea } from './note-text-area.tsx';
import { labelOf, PRIORITIES, SCOPES, STATUSES } from './note-words.ts';

const URGENCY = { LOW: 'neutral', MEDIUM: 'neutral', HIGH: 'wait', CRITICAL: 'bad' } as const;

export function NoteCard({ note }: { note: QueryRow<'notes.of_project'> }) {
  const [draft, setDraft] = useState<string | null>(null);
  const now = useNow();
  const update = useCommand('note.update');
  const remove = useCommand('note.remove');
  const restore = useCommand('note.restore');
  const show = useToasts((toasts) => toasts.show);
  const save = async () => {
    if (draft === null || draft.trim() === '' || noteRoom(draft) < 0) return;
    if (draft.trim() === note.content || (await update({ id: note.id, patch: { content: draft.trim() } })) !== null) {
      setDraft(null);
    }
  };
  const removeIt = async () => {
    if ((await remove({ id: note.id })) === null) return;
    show({
      tone: 'info',
      title: 'The note was moved to the bin',
      action: { label: 'Undo', run: () => void restore({ id: note.id }) },
    });
  };
  return (
    <li className="group rounded-lg border border-line bg-raised p-2.5">
      {draft === null ? (
        <p className="whitespace-pre-line break-words">{note.content}</p>
      ) : (
        <NoteTextArea
          label="Edit the note"
          value={draft}
          onChange={setDraft}
          onEnter={() => void save()}
          onEscape={() => setDraft(null)}
        />
      )}
      <div className="mt-1.5 flex items-center gap-1.5 text-xs text-faint">
        <Badge tone={URGENCY[note.priority]}>{labelOf(PRIORITIES, ({ priority }) => priority === note.priority)}</Badge>
        <span>{labelOf(SCOPES, ({ scope }) => scope === note.scope)}</span>
        <span className="min-w-0 flex-1 truncate">
          {note.author_name !== null && `${note.author_name}, `}
          {relativeTime(note.created_at, now)}
        </span>
        <Menu
          label="Note actions"
          trigger={<Ellipsis size={14} aria-hidden />}
          actions={[
            { label: 'Edit', run: () => setDraft(note.content) },
            ...STATUSES.filter(({ status }) => status !== note.status && status !== 'incorporated').map(
              ({ status, label }) => ({
                label: `Mark as ${label.toLowerCase()}`,
                run: () => void update({ id: note.id, patch: { status } }),
              }),
            ),
            ...PRIORITIES.filter(({ priority }) => priority !== note.priority).map(({ priority, label }) => ({
              label: `Priority: ${label.toLowerCase()}`,
              run: () => void update({ id: note.id, patch: { priority } }),
            })),
            { label: 'Move to the bin', run: () => void removeIt(), danger: true },
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
