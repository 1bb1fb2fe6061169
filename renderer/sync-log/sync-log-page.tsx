import { useState } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Choices } from '../components/choices.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { INPUT } from '../components/field.tsx';
import { dayAndHour, dayOf, hourOf } from '../components/times.ts';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { Page } from '../page/page.tsx';
import { LOG_GROUPS, type LogGroup, logLines } from './log-lines.ts';

/** What the sync did, in sentences, newest first. */
export default function SyncLogPage() {
  const log = useLiveQuery('sync.log', {});
  const [group, setGroup] = useState<LogGroup>('all');
  const [text, setText] = useState('');
  const lines = log.state === 'live' ? logLines(log.rows, group, text) : [];
  return (
    <Page title="Sync log" above={[{ label: 'Data', href: '/data' }]} width="narrow">
      <h1 className="text-xl font-semibold tracking-tight">Sync log</h1>
      <p className="mt-1 mb-5 text-soft">What this machine and the cloud told each other, newest first.</p>
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <Choices label="Which lines" value={group} choices={LOG_GROUPS} onChange={setGroup} />
        <input
          type="search"
          dir="auto"
          aria-label="Find in the log"
          placeholder="Find in the log"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={`${INPUT} max-w-60`}
        />
      </div>
      {log.state === 'live' && lines.length === 0 && (
        <EmptyState title={log.rows.length === 0 ? 'Nothing has happened yet' : 'No such lines'}>
          {log.rows.length === 0
            ? 'The first lines come when this machine speaks with the cloud.'
            : 'Choose other lines, or clear the search.'}
        </EmptyState>
      )}
      <ol aria-label="Lines of the log">
        {lines.map((line, index) => (
          <LogLine key={line.id} line={line} day={isNewDay(lines, index) ? dayOf(line.at) : null} />
        ))}
      </ol>
    </Page>
  );
}

function isNewDay(lines: readonly QueryRow<'sync.log'>[], index: number): boolean {
  const [line, before] = [lines[index], lines[index - 1]];
  return line !== undefined && (before === undefined || dayOf(before.at) !== dayOf(line.at));
}

const MARK: Record<string, string> = {
  connection: 'bg-faint',
  received: 'bg-good',
  sent: 'bg-good',
  refused: 'bg-bad',
  conflict: 'bg-wait',
  repaired: 'bg-info',
  recovered: 'bg-wait',
};

/** Since when what was sent had waited. */
function sinceOf(details: QueryRow<'sync.log'>['details']): string | null {
  if (typeof details !== 'object' || details === null || Array.isArray(details)) return null;
  return typeof details.since === 'string' ? details.since : null;
}

function LogLine({ line, day }: { line: QueryRow<'sync.log'>; day: string | null }) {
  const since = sinceOf(line.details);
  return (
    <li>
      {day !== null && <h2 className="pt-4 pb-1.5 text-xs font-semibold text-faint">{day}</h2>}
      <div className="grid grid-cols-[3.5rem_0.5rem_minmax(0,1fr)] items-baseline gap-x-3 py-1.5">
        <time dateTime={line.at} className="text-faint tabular-nums">
          {hourOf(line.at)}
        </time>
        <span aria-hidden className={`size-2 rounded-full ${MARK[line.kind] ?? 'bg-faint'}`} />
        <p>
          {line.message}
          {since !== null && <span className="text-faint"> The oldest since {dayAndHour(since)}.</span>}
        </p>
      </div>
    </li>
  );
}
