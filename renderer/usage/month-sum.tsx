import { money } from '../components/times.ts';
import type { Forecast } from './month-forecast.ts';

/** What the month has cost, and what it will, with the reasoning. */
export function MonthSum({ spent, forecast }: { spent: number; forecast: Forecast | null }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-8 gap-y-2">
      <p className="text-soft">
        <span className="text-xl font-semibold text-ink tabular-nums">{money(spent)}</span> spent
      </p>
      {forecast !== null && (
        <details className="text-soft">
          <summary className="cursor-default">
            <span className="text-xl font-semibold text-ink tabular-nums">{money(forecast.total)}</span> expected at the
            end of the month <span className="text-accent underline">why</span>
          </summary>
          <p className="mt-1 max-w-xl text-[0.8125rem]">
            {money(forecast.spent)} so far, and {money(forecast.expected)} for{' '}
            {forecast.daysLeft === 1 ? 'what is left of today' : `the ${forecast.daysLeft} days left, today included`}.
            Each is taken to cost what its weekday did on average over the last{' '}
            {forecast.basis === 1 ? 'day, the only one there is' : `${forecast.basis} days`}.
            {forecast.capped && ' Where that is above the limit of a day, the limit counts: generation stops there.'}
          </p>
        </details>
      )}
    </div>
  );
}
