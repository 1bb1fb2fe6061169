import { Fragment } from 'react';
import {
  AUDIT_PAGE,
  AUDITED_THINGS,
  type AuditEntry,
  type AuditedThing,
  type AuditFilter,
} from '../../shared/ipc/questions.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ReadBefore } from '../components/read-before.tsx';
import { dayOf } from '../components/times.ts';
import { Unavailable } from '../components/unavailable.tsx';
import { ZoneNote } from '../components/zone-note.tsx';
import { useRows } from '../engine-port/use-live-query.ts';
import { usePages } from '../engine-port/use-pages.ts';
import { useAuditFilter } from './audit-filter.ts';
import { AuditLine } from './audit-line.tsx';

const THINGS: { [Thing in AuditedThing]: string } = {
  organization: 'Organisation and limits',
  member: 'Members',
  project: 'Projects',
  episode: 'Episodes',
  planning_note: 'Planning notes',
  generation_job: 'Generations',
};
const CONTROL = 'h-8 rounded-md border border-line-strong bg-ground px-2 text-[0.8125rem] text-ink';

/** Who did what, as the cloud's triggers recorded it. Asked of the cloud page by page; nothing of it is kept here. */
export function AuditTrail() {
  const [filter, change] = useAuditFilter();
  const pages = usePages<'activity.audit', AuditEntry>('activity.audit', { filter }, AUDIT_PAGE);
  // The filter's days are the organisation's, so what it lets through stands under those days too.
  const timezone = useRows('organization.get', {})[0]?.timezone;
  if (pages.state === 'unavailable' && pages.refused) {
    return <EmptyState title="This is for admins">{pages.message}</EmptyState>;
  }
  return (
    <>
      <FilterBar filter={filter} onChange={change} />
      {timezone !== undefined && <ZoneNote timezone={timezone} />}
      {pages.state === 'asking' && <p className="text-soft">Asking the cloud…</p>}
      {pages.state === 'unavailable' && <Unavailable message={pages.message} again={pages.again} />}
      {pages.state === 'here' && <ReadBefore message={pages.stale} again={pages.again} />}
      {pages.state === 'here' && pages.entries.length === 0 && (
        <EmptyState title="Nothing was recorded">
          {Object.keys(filter).length === 0
            ? 'What people and generations do is listed here.'
            : 'The filter lets nothing through.'}
        </EmptyState>
      )}
      {pages.state === 'here' && (
        <Entries
          entries={pages.entries}
          timezone={timezone}
          onThing={(type, id) => change({ resource_type: type, resource_id: id })}
        />
      )}
      {pages.state === 'here' && pages.gap !== null && <p className="mt-3 text-soft">{pages.gap}</p>}
      {pages.state === 'here' && pages.older !== 'none' && (
        <Button compact className="mt-3" disabled={pages.older === 'asking'} onClick={pages.askOlder}>
          {pages.older === 'asking' ? 'Asking…' : 'Older entries'}
        </Button>
      )}
    </>
  );
}

interface FilterBarProps {
  filter: AuditFilter;
  onChange: ReturnType<typeof useAuditFilter>[1];
}

function FilterBar({ filter, onChange }: FilterBarProps) {
  const members = useRows('members.list', {});
  return (
    <search className="mb-4 flex flex-wrap items-end gap-3">
      <Labelled label="Who">
        <select
          className={CONTROL}
          value={filter.actor ?? ''}
          onChange={({ target }) => onChange({ actor: target.value || null })}
        >
          <option value="">Everybody</option>
          {members.map(({ user_id, name }) => (
            <option key={user_id} value={user_id}>
              {name ?? user_id}
            </option>
          ))}
          <option value="generation_worker">The generation</option>
          <option value="system">The cloud itself</option>
        </select>
      </Labelled>
      <Labelled label="What">
        <select
          className={CONTROL}
          value={filter.resource_type ?? ''}
          onChange={({ target }) =>
            onChange({
              resource_type: AUDITED_THINGS.find((thing) => thing === target.value) ?? null,
              resource_id: null,
            })
          }
        >
          <option value="">Everything</option>
          {AUDITED_THINGS.map((thing) => (
            <option key={thing} value={thing}>
              {THINGS[thing]}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label="From">
        <input
          type="date"
          className={CONTROL}
          value={filter.from ?? ''}
          max={filter.until}
          onChange={({ target }) => onChange({ from: target.value || null })}
        />
      </Labelled>
      <Labelled label="Until">
        <input
          type="date"
          className={CONTROL}
          value={filter.until ?? ''}
          min={filter.from}
          onChange={({ target }) => onChange({ until: target.value || null })}
        />
      </Labelled>
      {filter.resource_id !== undefined && (
        <Button onClick={() => onChange({ resource_id: null })}>Only one thing is shown: show all</Button>
      )}
    </search>
  );
}

function Labelled({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="flex flex-col gap-1 text-xs text-faint">
      {label}
      {children}
    </label>
  );
}

interface EntriesProps {
  entries: AuditEntry[];
  timezone: string | undefined;
  onThing: (type: AuditedThing, id: string) => void;
}

function Entries(props: EntriesProps) {
  const { timezone } = props;
  const days = Map.groupBy(props.entries, ({ created_at }) => dayOf(created_at, timezone));
  return [...days].map(([day, entries]) => (
    <Fragment key={day}>
      <h2 className="mt-5 mb-1.5 text-xs font-semibold text-faint first:mt-0">{day}</h2>
      <ul className="divide-y divide-line rounded-xl border border-line bg-raised">
        {entries.map((entry) => (
          <AuditLine
            key={entry.id}
            entry={entry}
            timezone={timezone}
            onThing={() => {
              const type = AUDITED_THINGS.find((thing) => thing === entry.resource.type);
              if (type !== undefined) props.onThing(type, entry.resource.id);
            }}
          />
        ))}
      </ul>
    </Fragment>
  ));
}
