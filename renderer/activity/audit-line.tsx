import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { AuditEntry } from '../../shared/ipc/questions.ts';
import { hourOf } from '../components/times.ts';
import { entryWords, thingWords } from './entry-words.ts';
import { columnWords, valueWords } from './value-words.ts';

const DOT = { info: 'bg-line-strong', warning: 'bg-wait', error: 'bg-bad', critical: 'bg-bad' } as const;

interface AuditLineProps {
  entry: AuditEntry;
  /** The organisation's, as far as it is known. */
  timezone: string | undefined;
  onThing: () => void;
}

/** One thing that was done, in a sentence; what it was before and after when somebody wants to know. */
export function AuditLine({ entry, timezone, onThing }: AuditLineProps) {
  const [isOpen, setOpen] = useState(false);
  const { actor, verb, after } = entryWords(entry);
  const { resource, severity } = entry;
  const thing = thingWords(resource);
  const columns = Object.keys({ ...entry.old_values, ...entry.new_values });
  return (
    <li className="px-3 py-2">
      <div className="flex items-baseline gap-2.5">
        <time dateTime={entry.created_at} className="w-12 shrink-0 text-xs text-faint tabular-nums">
          {hourOf(entry.created_at, timezone)}
        </time>
        <span aria-hidden className={`size-1.5 shrink-0 self-center rounded-full ${DOT[severity]}`} />
        <p className="min-w-0 flex-1">
          {severity !== 'info' && <span className="sr-only">{severity}: </span>}
          <span className="font-medium">{actor}</span> <span className="text-soft">{verb}</span>{' '}
          {resource.path === null ? (
            <span dir="auto">{thing}</span>
          ) : (
            <Link href={resource.path} dir="auto" className="hover:underline">
              {thing}
            </Link>
          )}{' '}
          <span className="text-soft">{after}</span>
        </p>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="flex shrink-0 items-center gap-0.5 rounded text-xs text-faint hover:text-ink"
        >
          <ChevronRight size={13} aria-hidden className={`transition-transform ${isOpen ? 'rotate-90' : ''}`} />
          Details
          <span className="sr-only">
            {' '}
            of: {actor} {verb} {thing}
          </span>
        </button>
      </div>
      {isOpen && (
        <div className="mt-2 ml-[4.25rem] text-[0.8125rem]">
          {columns.length > 0 && (
            <table className="w-full">
              <thead className="text-left text-xs text-faint">
                <tr>
                  <th className="w-1/4 py-0.5 font-medium">What</th>
                  {entry.old_values !== null && <th className="py-0.5 font-medium">Before</th>}
                  <th className="py-0.5 font-medium">{entry.old_values === null ? 'Value' : 'After'}</th>
                </tr>
              </thead>
              <tbody className="align-top">
                {columns.map((column) => (
                  <tr key={column}>
                    <th scope="row" className="py-0.5 pr-3 text-left font-normal text-soft">
                      {columnWords(column)}
                    </th>
                    {entry.old_values !== null && (
                      <td dir="auto" className="max-w-0 py-0.5 pr-3 break-words whitespace-pre-line text-faint">
                        {valueWords(column, entry.old_values[column])}
                      </td>
                    )}
                    <td dir="auto" className="max-w-0 py-0.5 break-words whitespace-pre-line">
                      {valueWords(column, entry.new_values?.[column])}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <button type="button" onClick={onThing} className="mt-1 text-accent hover:underline">
            Everything about this
          </button>
        </div>
      )}
    </li>
  );
}
