import type { SearchKind } from '../../shared/ipc/search.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import { KIND_WORDS } from './hit-place.ts';

export interface Filters {
  kind: SearchKind | null;
  project: string | null;
  status: string | null;
  days: number | null;
}

const KINDS: SearchKind[] = ['project', 'episode', 'block', 'note'];
const EPISODE_STATUSES = {
  DRAFT: 'Draft',
  GENERATING: 'Being written',
  PARTIAL: 'Partial',
  PUBLISHED: 'Published',
  FAILED: 'Failed',
};
const STATUSES: Record<SearchKind, Record<string, string>> = {
  project: { ACTIVE: 'Active', PAUSED: 'Paused', COMPLETED: 'Completed', ARCHIVED: 'Archived' },
  episode: EPISODE_STATUSES,
  block: EPISODE_STATUSES,
  note: {
    pending: 'Pending',
    acknowledged: 'Acknowledged',
    incorporated: 'Incorporated',
    deferred: 'Deferred',
    archived: 'Archived',
  },
};
const TIMES = { 7: 'Last 7 days', 30: 'Last 30 days', 365: 'Last year' } as const;
const SELECT =
  'h-8 max-w-56 rounded-md border border-line-strong bg-raised px-2 text-[0.8125rem] text-ink hover:bg-hover';

/** What narrows a search. A status belongs to one kind of thing, so it is asked for when the kind is chosen. */
export function SearchFilters({ filters, onChange }: { filters: Filters; onChange: (filters: Filters) => void }) {
  const projects = useRows('projects.names', {});
  return (
    <div className="flex flex-wrap items-center gap-2">
      <fieldset className="flex overflow-hidden rounded-md border border-line-strong bg-raised">
        <legend className="sr-only">Kind</legend>
        {[null, ...KINDS].map((kind) => (
          <button
            key={kind ?? 'all'}
            type="button"
            aria-pressed={filters.kind === kind}
            onClick={() => onChange({ ...filters, kind, status: null })}
            className="h-[1.875rem] px-3 text-[0.8125rem] text-soft hover:bg-hover aria-pressed:bg-selected aria-pressed:font-medium aria-pressed:text-ink"
          >
            {kind === null ? 'All' : KIND_WORDS[kind]}
          </button>
        ))}
      </fieldset>
      <select
        aria-label="Project"
        className={SELECT}
        value={filters.project ?? ''}
        onChange={(event) => onChange({ ...filters, project: event.target.value || null })}
      >
        <option value="">Any project</option>
        {projects.map(({ id, title }) => (
          <option key={id} value={id} dir="auto">
            {title}
          </option>
        ))}
      </select>
      {filters.kind !== null && (
        <select
          aria-label="Status"
          className={SELECT}
          value={filters.status ?? ''}
          onChange={(event) => onChange({ ...filters, status: event.target.value || null })}
        >
          <option value="">Any status</option>
          {Object.entries(STATUSES[filters.kind]).map(([status, words]) => (
            <option key={status} value={status}>
              {words}
            </option>
          ))}
        </select>
      )}
      <select
        aria-label="Changed"
        className={SELECT}
        value={filters.days ?? ''}
        onChange={(event) => onChange({ ...filters, days: Number(event.target.value) || null })}
      >
        <option value="">Any time</option>
        {Object.entries(TIMES).map(([days, words]) => (
          <option key={days} value={days}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
