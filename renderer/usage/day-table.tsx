import { count, money } from '../components/times.ts';
import { dayWords } from './calendar.ts';
import type { Day } from './day-chart.tsx';

/** What the chart draws, in numbers. */
export function DayTable({ days, limit }: { days: Day[]; limit: number }) {
  const begun = days.filter(({ when }) => when !== 'future').toReversed();
  return (
    <table className="w-full text-[0.8125rem] tabular-nums">
      <caption className="sr-only">Cost of each day</caption>
      <thead className="text-left text-xs text-faint">
        <tr>
          <th className="py-1 font-medium">Day</th>
          <th className="py-1 text-right font-medium">Calls</th>
          <th className="py-1 text-right font-medium">Cost</th>
          <th className="py-1 text-right font-medium">Of the limit</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {begun.map(({ day, calls, cost }) => (
          <tr key={day}>
            <th scope="row" className="py-1 text-left font-normal">
              {dayWords(day)}
            </th>
            <td className="py-1 text-right">{count(calls)}</td>
            <td className="py-1 text-right">{money(cost)}</td>
            <td className="py-1 text-right text-soft">{limit > 0 ? percentWords(cost / limit) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });

function percentWords(share: number): string {
  return PERCENT.format(share);
}
