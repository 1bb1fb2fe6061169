import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Badge } from '../components/badge.tsx';
import { relativeTime } from '../components/times.ts';
import { useNow } from '../components/use-now.ts';
import { expiryWords } from './note-lasting.ts';
import { labelOf, PRIORITIES, SCOPES } from './note-words.ts';

const URGENCY = { LOW: 'neutral', MEDIUM: 'neutral', HIGH: 'wait', CRITICAL: 'bad' } as const;

/** Below the text of a note: how urgent, about what, whose, since when, and until when. The usual priority needs no word. */
export function NoteMeta({ note }: { note: QueryRow<'notes.of_project'> }) {
  const now = useNow();
  const expiry = expiryWords(note, now);
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5 gap-y-1 text-xs text-faint">
      {note.priority !== 'MEDIUM' && (
        <Badge tone={URGENCY[note.priority]}>{labelOf(PRIORITIES, ({ priority }) => priority === note.priority)}</Badge>
      )}
      <span>{labelOf(SCOPES, ({ scope }) => scope === note.scope)}</span>
      {/* Where there is no room for both, the name is cut: half a date says nothing. */}
      <span className="flex min-w-0">
        {note.author_name !== null && <bdi className="truncate">{note.author_name}</bdi>}
        <span className="shrink-0 whitespace-pre">
          {note.author_name !== null && ', '}
          {relativeTime(note.created_at, now)}
        </span>
      </span>
      {expiry !== null && <span className="text-wait">{expiry}</span>}
    </div>
  );
}
