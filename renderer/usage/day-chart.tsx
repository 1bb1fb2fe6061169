import { type KeyboardEvent, useRef } from 'react';
import { money } from '../components/times.ts';
import { dayWords } from './calendar.ts';
import { ticks } from './chart-scale.ts';

export interface Day {
  day: string;
  cost: number;
  calls: number;
  when: 'past' | 'today' | 'future';
}

/** A limit further above the dearest day than this is named instead of drawn: the days would be flat lines. */
const LIMIT_IN_SIGHT = 2.5;
const STEPS: { [key: string]: number } = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

interface DayChartProps {
  days: Day[];
  limit: number;
  chosen: string;
  onChoose: (day: string) => void;
}

/** What each day cost, against the limit of a day. One day is chosen by mouse or arrows and told in words below. */
export function DayChart({ days, limit, chosen, onChoose }: DayChartProps) {
  const chart = useRef<HTMLFieldSetElement>(null);
  const dearest = Math.max(...days.map(({ cost }) => cost));
  const showsLimit = limit <= dearest * LIMIT_IN_SIGHT;
  const lines = ticks(showsLimit ? Math.max(dearest, limit) : dearest);
  const top = lines.at(-1) ?? 1;
  const percent = (value: number) => `${(100 * value) / top}%`;
  const onKeyDown = (event: KeyboardEvent) => {
    const at = days.findIndex(({ day }) => day === chosen);
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? days.length - 1 : at + (STEPS[event.key] ?? 0);
    const next = days[to];
    if (next === undefined || to === at) return;
    event.preventDefault();
    onChoose(next.day);
    chart.current?.querySelector<HTMLElement>(`[data-day="${next.day}"]`)?.focus();
  };
  return (
    <div className="relative flex gap-2">
      {!showsLimit && (
        <p className="absolute -top-6 right-0 text-[0.6875rem] text-faint">
          Limit of a day: {money(limit)}, far above what is drawn
        </p>
      )}
      <div aria-hidden className="relative w-12 shrink-0 text-right text-[0.6875rem] text-faint tabular-nums">
        {lines.map((value) => (
          <span key={value} className="absolute right-0 translate-y-1/2" style={{ bottom: percent(value) }}>
            {money(value)}
          </span>
        ))}
      </div>
      <fieldset ref={chart} className="relative h-52 min-w-0 flex-1">
        <legend className="sr-only">Cost of each day; arrows go from day to day</legend>
        {lines.map((value) => (
          <span
            key={value}
            aria-hidden
            className={`absolute inset-x-0 border-t ${value === 0 ? 'border-line-strong' : 'border-line'}`}
            style={{ bottom: percent(value) }}
          />
        ))}
        {showsLimit && (
          <span
            aria-hidden
            className="absolute inset-x-0 z-10 border-t border-dashed border-bad text-[0.6875rem] font-medium text-bad"
            style={{ bottom: percent(limit) }}
          >
            <span className="absolute right-0 -top-4 bg-raised px-1">Limit of a day {money(limit)}</span>
          </span>
        )}
        <div className="absolute inset-0 flex items-end gap-px">
          {days.map((day) => (
            <button
              key={day.day}
              type="button"
              data-day={day.day}
              aria-pressed={day.day === chosen}
              tabIndex={day.day === chosen ? 0 : -1}
              aria-label={dayLabel(day, limit)}
              onClick={() => onChoose(day.day)}
              onKeyDown={onKeyDown}
              className="group relative h-full min-w-0 flex-1 rounded-sm hover:bg-hover/60 aria-pressed:bg-hover"
            >
              <span
                aria-hidden
                className={`absolute inset-x-[12%] bottom-0 rounded-t-sm ${day.cost >= limit && day.cost > 0 ? 'bg-bad' : day.when === 'today' ? 'bg-accent-strong' : 'bg-accent'}`}
                style={{ height: day.cost === 0 ? 0 : `max(2px, ${percent(day.cost)})` }}
              />
            </button>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

/** Every fifth day and today by number; the others would run into each other. */
export function DayAxis({ days }: { days: Day[] }) {
  return (
    <div aria-hidden className="mt-1 ml-14 flex gap-px text-center text-[0.6875rem] text-faint tabular-nums">
      {days.map(({ day, when }, index) => (
        <span key={day} className={`min-w-0 flex-1 ${when === 'today' ? 'font-semibold text-ink' : ''}`}>
          {when === 'today' || index === 0 || (index + 1) % 5 === 0 ? Number(day.slice(-2)) : ''}
        </span>
      ))}
    </div>
  );
}

function dayLabel({ day, cost, calls, when }: Day, limit: number): string {
  if (when === 'future') return `${dayWords(day)}: still to come`;
  const reached = cost >= limit && cost > 0 ? ', the limit was reached' : '';
  return `${dayWords(day)}: ${money(cost)}, ${calls === 1 ? '1 call' : `${calls} calls`}${reached}`;
}
