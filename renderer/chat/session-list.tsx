import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { relativeTime } from '../components/times.ts';
import { useNow } from '../components/use-now.ts';

type Session = QueryRow<'chat.sessions'>;

export function SessionList({ sessions, openId }: { sessions: Session[]; openId: string | null }) {
  const now = useNow();
  return (
    <ul className="flex flex-col gap-0.5">
      {sessions.map((session) => (
        <li key={session.id}>
          <Link
            href={`/chat?with=${session.id}`}
            aria-current={session.id === openId ? 'page' : undefined}
            className="block rounded-md px-2 py-1.5 hover:bg-hover aria-[current=page]:bg-selected"
          >
            <span className="block truncate font-medium text-[0.8125rem]" dir="auto">
              {session.title}
            </span>
            <span className="block truncate text-xs text-soft" dir="auto">
              {aboutWords(session)}
            </span>
            <span className={`block text-xs ${session.waiting ? 'text-wait' : 'text-soft'}`}>
              {session.waiting ? 'Waits to be sent' : relativeTime(session.last_at, now)}
              {session.last_answer_state === 'failed' && <span className="text-bad"> · no answer</span>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function aboutWords(session: Session): string {
  if (session.episode_id !== null) {
    return session.episode_title === null || session.episode_title === ''
      ? `Episode ${session.episode_number ?? ''}`
      : session.episode_title;
  }
  return session.project_title ?? 'Nothing in particular';
}
