import { ChevronDown } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { count } from '../components/times.ts';
import { SessionList } from './session-list.tsx';

interface ConversationsProps {
  sessions: QueryRow<'chat.sessions'>[];
  openId: string | null;
  /** How many there are that are too old to be listed. */
  unlisted: number;
  /** Only of a list that could be read can be said that it is empty. */
  isRead: boolean;
}

/** The person's conversations, beside the one that is open. Where there is no room beside it they are above, folded until asked for. */
export function Conversations({ sessions, openId, unlisted, isRead }: ConversationsProps) {
  const [isUnfolded, setUnfolded] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const fold = () => {
    setUnfolded(false);
    // The link that was followed is folded away with the list, and would take the focus along; beside the conversation there is no button.
    opener.current?.focus();
  };
  return (
    <nav
      aria-label="Conversations"
      className="min-h-0 border-line max-md:border-b md:overflow-y-auto md:border-e md:p-3"
    >
      <button
        ref={opener}
        type="button"
        aria-expanded={isUnfolded}
        onClick={() => setUnfolded(!isUnfolded)}
        className="mx-4 my-1 flex items-center gap-1.5 rounded-md px-2 py-1.5 text-[0.8125rem] text-soft hover:text-ink md:hidden"
      >
        <ChevronDown size={14} aria-hidden className={isUnfolded ? 'rotate-180' : ''} />
        {sessions.length === 0 ? 'Conversations' : `Conversations, ${count(sessions.length)}`}
      </button>
      <div
        className={`max-md:max-h-[40dvh] max-md:overflow-y-auto max-md:px-4 max-md:pt-1 max-md:pb-2 ${isUnfolded ? '' : 'max-md:hidden'}`}
      >
        <SessionList sessions={sessions} openId={openId} onOpen={fold} />
        {unlisted > 0 && (
          <p className="px-2 py-1 text-faint text-xs">
            The newest {count(sessions.length)} are listed. {count(unlisted)} older ones are kept.
          </p>
        )}
        {isRead && sessions.length === 0 && (
          <p className="px-2 py-1 text-[0.8125rem] text-faint">
            Nothing yet. Only you see your conversations. Begin one here, or at an{' '}
            <Link href="/" className="underline">
              episode
            </Link>
            .
          </p>
        )}
      </div>
    </nav>
  );
}
