import { Search } from 'lucide-react';
import { INPUT } from '../../components/field.tsx';
import { PRIORITIES } from '../note-words.ts';
import type { BoardFilter } from './board-columns.ts';

const MOST_URGENT_FIRST = PRIORITIES.toReversed();

/** Narrows the board by words and by priority. */
export function BoardFilterBar({ filter, onChange }: { filter: BoardFilter; onChange: (filter: BoardFilter) => void }) {
  const toggle = (priority: BoardFilter['priorities'][number]) =>
    onChange({
      ...filter,
      priorities: filter.priorities.includes(priority)
        ? filter.priorities.filter((other) => other !== priority)
        : [...filter.priorities, priority],
    });
  return (
    <search className="flex flex-wrap items-center gap-1.5">
      <div className="relative">
        <Search size={14} aria-hidden className="absolute top-1/2 left-2 -translate-y-1/2 text-faint" />
        <input
          type="search"
          dir="auto"
          aria-label="Filter notes"
          placeholder="Filter notes"
          value={filter.text}
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
          className={`${INPUT} h-7 w-52 py-0 pl-7 text-[0.8125rem]`}
        />
      </div>
      <fieldset className="flex gap-1">
        <legend className="sr-only">Priority</legend>
        {MOST_URGENT_FIRST.map(({ priority, label }) => (
          <button
            key={priority}
            type="button"
            aria-pressed={filter.priorities.includes(priority)}
            onClick={() => toggle(priority)}
            className="h-7 rounded-md border border-line px-2 text-xs text-soft hover:bg-hover aria-pressed:border-transparent aria-pressed:bg-accent aria-pressed:text-accent-ink"
          >
            {label}
          </button>
        ))}
      </fieldset>
    </search>
  );
}
