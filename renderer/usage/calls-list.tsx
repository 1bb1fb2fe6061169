import { useState } from 'react';
import { Link } from 'wouter';
import type { AiOperation } from '../../shared/domain/generation.ts';
import { CALLS_PAGE, type UsageCall } from '../../shared/ipc/questions.ts';
import { Button } from '../components/button.tsx';
import { ReadBefore } from '../components/read-before.tsx';
import { count, dayAndHour, exactMoney } from '../components/times.ts';
import { Unavailable } from '../components/unavailable.tsx';
import { ZoneNote } from '../components/zone-note.tsx';
import { usePages } from '../engine-port/use-pages.ts';
import { OPERATIONS, operationWords } from './operation-words.ts';

interface CallsListProps {
  from: string;
  until: string;
  /** The organisation's, whose days these are. */
  timezone: string;
}

/** Single AI calls of the month, newest first, asked of the cloud page by page. */
export function CallsList({ from, until, timezone }: CallsListProps) {
  const [operation, setOperation] = useState<AiOperation | null>(null);
  const pages = usePages<'usage.calls', UsageCall>(
    'usage.calls',
    { from, until, ...(operation !== null && { operation }) },
    CALLS_PAGE,
  );
  return (
    <>
      <select
        aria-label="Operation"
        value={operation ?? ''}
        onChange={({ target }) => setOperation(OPERATIONS.find((known) => known === target.value) ?? null)}
        className="mb-2 h-7 rounded-md border border-line-strong bg-ground px-1.5 text-[0.8125rem]"
      >
        <option value="">All operations</option>
        {OPERATIONS.map((known) => (
          <option key={known} value={known}>
            {operationWords(known)}
          </option>
        ))}
      </select>
      <ZoneNote timezone={timezone} />
      {pages.state === 'asking' && <p className="text-soft">Asking the cloud…</p>}
      {pages.state === 'unavailable' && (
        <Unavailable message={pages.message} again={pages.refused ? null : pages.again} />
      )}
      {pages.state === 'here' && <ReadBefore message={pages.stale} again={pages.again} />}
      {pages.state === 'here' && pages.entries.length === 0 && <p className="text-soft">No calls in this month.</p>}
      {pages.state === 'here' && pages.entries.length > 0 && (
        <table className="w-full text-[0.8125rem] tabular-nums">
          <caption className="sr-only">Single AI calls</caption>
          <thead className="text-left text-xs text-faint">
            <tr>
              <th className="py-1 font-medium">When</th>
              <th className="py-1 font-medium">For</th>
              <th className="py-1 font-medium">Model</th>
              <th className="py-1 text-right font-medium">Tokens</th>
              <th className="py-1 text-right font-medium">Cost</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {pages.entries.map((call) => (
              <tr key={call.id}>
                <td className="py-1 pr-3 whitespace-nowrap">{dayAndHour(call.created_at, timezone)}</td>
                <td className="w-full max-w-0 truncate py-1 pr-3">
                  {operationWords(call.operation)}
                  {call.episode_id !== null && (
                    <>
                      {': '}
                      <Link href={`/episodes/${call.episode_id}`} className="hover:underline">
                        {call.episode_title || 'Untitled episode'}
                      </Link>
                    </>
                  )}
                  {call.user_name !== null && <span className="text-faint"> by {call.user_name}</span>}
                </td>
                <td className="py-1 pr-3 whitespace-nowrap text-soft">{call.model}</td>
                <td className="py-1 pr-3 text-right">{count(call.prompt_tokens + call.completion_tokens)}</td>
                <td className="py-1 text-right">{exactMoney(call.cost_gbp)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {pages.state === 'here' && pages.gap !== null && <p className="mt-2 text-soft">{pages.gap}</p>}
      {pages.state === 'here' && pages.older !== 'none' && (
        <Button compact className="mt-2" disabled={pages.older === 'asking'} onClick={pages.askOlder}>
          {pages.older === 'asking' ? 'Asking…' : 'Older calls'}
        </Button>
      )}
    </>
  );
}
