import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { UsageByOperation } from '../../shared/domain/json-shapes.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { money } from '../components/times.ts';
import { useNow } from '../components/use-now.ts';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { Page, PageOpening } from '../page/page.tsx';
import { addDays, addMonths, dayIn, daysOf, dayWords, monthOf, monthWords } from './calendar.ts';
import { CallsList } from './calls-list.tsx';
import { type Day, DayAxis, DayChart } from './day-chart.tsx';
import { DayTable } from './day-table.tsx';
import { forecastMonth, LOOK_BACK_DAYS } from './month-forecast.ts';
import { MonthSum } from './month-sum.tsx';
import { operationWords } from './operation-words.ts';
import { ProjectCosts } from './project-costs.tsx';
import { ShareTable } from './share-table.tsx';
import { Today } from './today.tsx';

/** What the organisation's AI calls cost, day by day against its limit. */
export default function UsagePage() {
  const organizations = useLiveQuery('organization.get', {});
  if (organizations.state === 'opening') return <PageOpening />;
  const organization = organizations.state === 'live' ? organizations.rows[0] : undefined;
  return (
    <Page title="Usage" width="wide">
      <h1 className="mb-5 text-xl font-semibold tracking-tight">Usage</h1>
      {organization === undefined ? (
        <EmptyState title="Nothing is known yet">
          The organisation comes with the first sync; go online once, and its usage is here from then on.
        </EmptyState>
      ) : (
        <UsageOf organization={organization} />
      )}
    </Page>
  );
}

function UsageOf({ organization }: { organization: QueryRow<'organization.get'> }) {
  const today = dayIn(organization.timezone, useNow());
  const [params, setParams] = useSearchParams();
  const asked = params.get('month') ?? '';
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) && asked <= monthOf(today) ? asked : monthOf(today);
  const isNow = month === monthOf(today);
  const rows = useDays(addDays(`${month}-01`, -LOOK_BACK_DAYS));
  const todayRows = useDays(today);
  if (rows === null || todayRows === null) return null;
  const byDay = new Map(rows.map((row) => [row.usage_date, row]));
  const limit = organization.daily_cost_limit_gbp;
  const days = daysOf(month).map((day): Day => {
    const row = byDay.get(day);
    const when = day < today ? 'past' : day === today ? 'today' : 'future';
    return { day, cost: row?.cost_gbp ?? 0, calls: row?.calls ?? 0, when };
  });
  const until = isNow ? today : (days.at(-1)?.day ?? today);
  const go = (to: string) => setParams(to === monthOf(today) ? {} : { month: to }, { replace: true });
  return (
    <div className="grid gap-5 xl:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <section aria-labelledby="days" className="rounded-xl border border-line bg-raised p-4">
          <div className="mb-3 flex items-center gap-1">
            <h2 id="days" className="mr-2 text-[0.9375rem] font-semibold">
              {monthWords(month)}
            </h2>
            <Button compact look="quiet" aria-label="The month before" onClick={() => go(addMonths(month, -1))}>
              <ChevronLeft size={15} aria-hidden />
            </Button>
            <Button
              compact
              look="quiet"
              aria-label="The month after"
              disabled={isNow}
              onClick={() => go(addMonths(month, 1))}
            >
              <ChevronRight size={15} aria-hidden />
            </Button>
          </div>
          <MonthSum
            spent={days.reduce((sum, { cost }) => sum + cost, 0)}
            forecast={
              isNow ? forecastMonth(new Map(rows.map((row) => [row.usage_date, row.cost_gbp])), today, limit) : null
            }
          />
          <DaysOfMonth key={month} days={days} limit={limit} byDay={byDay} first={isNow ? today : until} />
        </section>
        <div className="grid gap-5 md:grid-cols-2">
          <Panel title="By operation">
            <ByOperation rows={rows.filter(({ usage_date }) => monthOf(usage_date) === month)} />
          </Panel>
          <Panel title="By project">
            <ProjectCosts from={`${month}-01`} until={until} />
          </Panel>
        </div>
        <Calls key={month} from={`${month}-01`} until={until} timezone={organization.timezone} />
      </div>
      <div>
        <Today organization={organization} spent={todayRows[0]?.cost_gbp ?? 0} />
      </div>
    </div>
  );
}

/** Null until the first rows are here: a month of which nothing is known yet has not cost nothing. Another month keeps the last. */
function useDays(since: string): QueryRow<'usage.daily'>[] | null {
  const live = useLiveQuery('usage.daily', { since });
  const [kept, keep] = useState<QueryRow<'usage.daily'>[] | null>(null);
  const rows = live.state === 'live' ? live.rows : kept;
  if (rows !== kept) keep(rows);
  return rows;
}

function DaysOfMonth(props: {
  days: Day[];
  limit: number;
  byDay: ReadonlyMap<string, QueryRow<'usage.daily'>>;
  first: string;
}) {
  const { days, limit, byDay } = props;
  const [chosen, setChosen] = useState(props.first);
  const [asTable, setAsTable] = useState(false);
  return (
    <div className="mt-6">
      {asTable ? (
        <DayTable days={days} limit={limit} />
      ) : (
        <>
          <DayChart days={days} limit={limit} chosen={chosen} onChoose={setChosen} />
          <DayAxis days={days} />
        </>
      )}
      <div className="mt-3 flex items-baseline gap-4 text-[0.8125rem]">
        <p aria-live="polite" className="min-w-0 flex-1 text-soft">
          {!asTable && <ChosenDay day={chosen} row={byDay.get(chosen)} />}
        </p>
        <Button compact look="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show the chart' : 'Show the table'}
        </Button>
      </div>
    </div>
  );
}

/** The chosen day in words: what it cost and for what. */
function ChosenDay({ day, row }: { day: string; row: QueryRow<'usage.daily'> | undefined }) {
  if (row === undefined) return <>{dayWords(day)}: nothing spent.</>;
  const parts = Object.entries(row.by_operation)
    .toSorted(([, a], [, b]) => b.cost_gbp - a.cost_gbp)
    .map(([operation, { cost_gbp }]) => `${operationWords(operation)} ${money(cost_gbp)}`);
  return (
    <>
      <span className="font-medium text-ink">
        {dayWords(day)}: {money(row.cost_gbp)}
      </span>{' '}
      {parts.join(', ')}
    </>
  );
}

function ByOperation({ rows }: { rows: QueryRow<'usage.daily'>[] }) {
  const sums = new Map<string, UsageByOperation[string]>();
  for (const { by_operation } of rows) {
    for (const [operation, part] of Object.entries(by_operation)) {
      const before = sums.get(operation) ?? { calls: 0, tokens: 0, cost_gbp: 0 };
      sums.set(operation, {
        calls: before.calls + part.calls,
        tokens: before.tokens + part.tokens,
        cost_gbp: before.cost_gbp + part.cost_gbp,
      });
    }
  }
  if (sums.size === 0) return <p className="text-soft">Nothing was spent in this month.</p>;
  return (
    <ShareTable
      caption="Cost by operation"
      of="Operation"
      shares={[...sums].map(([operation, { calls, cost_gbp }]) => ({
        key: operation,
        label: operationWords(operation),
        calls,
        cost: cost_gbp,
      }))}
    />
  );
}

/** Asked of the cloud only when somebody opens it. */
function Calls(props: { from: string; until: string; timezone: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="rounded-xl border border-line bg-raised p-4"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="cursor-default text-[0.9375rem] font-semibold">Single calls</summary>
      <div className="mt-3">{isOpen && <CallsList {...props} />}</div>
    </details>
  );
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  const id = title.toLowerCase().replaceAll(' ', '-');
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-xl border border-line bg-raised p-4">
      <h2 id={id} className="mb-2 text-[0.9375rem] font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
