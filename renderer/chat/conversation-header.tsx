import { Ellipsis } from 'lucide-react';
import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Menu } from '../components/menu.tsx';
import { aboutWords } from './session-list.tsx';

/** What the conversation is called and about, and what can be done with the whole of it. */
export function ConversationHeader({
  session,
  onRemove,
}: {
  session: QueryRow<'chat.sessions'>;
  onRemove: () => void;
}) {
  const path = session.episode_id !== null ? `/episodes/${session.episode_id}` : `/projects/${session.project_id}`;
  return (
    <header className="flex items-center gap-2 border-line border-b px-6 py-2.5">
      <div className="min-w-0">
        <h1 className="truncate font-semibold text-[0.9375rem]" dir="auto">
          {session.title}
        </h1>
        {session.project_title === null ? (
          <p className="text-faint text-xs">{aboutWords(session)}</p>
        ) : (
          <Link href={path} className="block truncate text-soft text-xs hover:underline" dir="auto">
            About {aboutWords(session)}
          </Link>
        )}
      </div>
      <span className="ms-auto">
        <Menu
          label="Actions for this conversation"
          trigger={<Ellipsis size={16} aria-hidden />}
          actions={[{ label: 'Remove the conversation', run: onRemove, danger: true }]}
        />
      </span>
    </header>
  );
}
