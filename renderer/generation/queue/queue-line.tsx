import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { money } from '../../components/times.ts';
import { episodeName } from '../episode-name.ts';

interface QueueLineProps {
  episode: { id: string; title: string | null; number: number | null; project: string | null };
  /** Before the name: a place in the queue, a ring. */
  mark?: ReactNode;
  detail: ReactNode;
  cost: number;
  actions?: ReactNode;
  children?: ReactNode;
}

/** A generation on the queue's page: its episode, what is with it, what it has cost, what can be done. */
export function QueueLine({ episode, mark, detail, cost, actions, children }: QueueLineProps) {
  return (
    <li className="px-4 py-3">
      <div className="flex items-start gap-3">
        {mark !== undefined && <span className="w-5 shrink-0 pt-0.5 text-right text-faint tabular-nums">{mark}</span>}
        <div className="min-w-0 flex-1">
          <p className="flex min-w-0 items-baseline gap-2">
            <Link href={`/episodes/${episode.id}`} dir="auto" className="truncate font-medium hover:underline">
              {episodeName(episode)}
            </Link>
            <span dir="auto" className="shrink-[2] truncate text-xs text-faint">
              {episode.project}
            </span>
          </p>
          <p className="text-[0.8125rem] text-soft">{detail}</p>
        </div>
        <span className="shrink-0 pt-0.5 text-xs text-faint tabular-nums">{cost > 0 && money(cost)}</span>
        {actions}
      </div>
      {children}
    </li>
  );
}
