import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { relativeTime } from '../components/times.ts';
import { useNow } from '../components/use-now.ts';
import { sessionStanding } from './chat-words.ts';

type Session = QueryRow<'chat.sessions'>;

interface SessionListProps {
  sessions: Session[];
  openId: string | null;
  onOpen: () => void;
}

export function SessionList({ sessions, openId, onOpen }: SessionListProps) {
  const now = useNow();
  return (
    <ul className="flex flex-col gap-0.5">
      {sessions.map((session) => (
        <li key={session.id}>
          <Link
            href={`/chat?with=${session.id}`}
            onClick={onOpen}
            aria-current={session.id === openId ? 'page' : undefined}
            className="block rounded-md px-2 py-1.5 hover:bg-hover aria-[current=page]:bg-selected"
          >
            <span className="block truncate font-medium text-[0.8125rem]" dir="auto">
              {session.title}
            </span>
            <span className="block truncate text-xs text-soft" dir="auto">
              {aboutWords(session)}
            </span>
            <Standing session={session} now={now} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Standing({ session, now }: { session: Session; now: number }) {
  switch (sessionStanding(session)) {
    case 'not-accepted':
      return <span className="block text-bad text-xs">Not accepted</span>;
    case 'waiting':
      return <span className="block text-wait text-xs">Waits to be sent</span>;
    case 'unanswered':
      return (
        <span className="block text-soft text-xs">
          {relativeTime(session.last_at, now)}
          <span className="text-bad"> · no answer</span>
        </span>
      );
    case 'settled':
      return <span className="block text-soft text-xs">{relativeTime(session.last_at, now)}</span>;
  }
}

export function aboutWords(session: Session): string {
  if (session.episode_id !== null) {
    return session.episode_title === null || session.episode_title === ''
      ? `Episode ${session.episode_number ?? ''}`
      : session.episode_title;
  }
  return session.project_title ?? 'Nothing in particular';
}
