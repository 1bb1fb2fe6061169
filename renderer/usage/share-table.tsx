import type { ReactNode } from 'react';
import { count, money } from '../components/times.ts';

export interface Share {
  key: string;
  label: ReactNode;
  calls: number;
  cost: number;
}

/** What a sum is made of, dearest first, each with its part of it as a bar. */
export function ShareTable({ caption, of, shares }: { caption: string; of: string; shares: Share[] }) {
  const total = shares.reduce((sum, { cost }) => sum + cost, 0);
  return (
    <table className="w-full text-[0.8125rem] tabular-nums">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th>{of}</th>
          <th>Calls</th>
          <th>Cost</th>
        </tr>
      </thead>
      <tbody>
        {shares
          .toSorted((a, b) => b.cost - a.cost)
          .map(({ key, label, calls, cost }) => (
            <tr key={key} className="align-baseline">
              <th scope="row" className="w-full max-w-0 py-1.5 text-left font-normal">
                <span className="block truncate">{label}</span>
                <span aria-hidden className="mt-1 block h-1 rounded-full bg-line">
                  <span
                    className="block h-full rounded-full bg-accent"
                    style={{ width: total === 0 ? 0 : `${(100 * cost) / total}%` }}
                  />
                </span>
              </th>
              <td className="py-1.5 pl-3 text-right text-xs whitespace-nowrap text-faint">
                {calls === 1 ? '1 call' : `${count(calls)} calls`}
              </td>
              <td className="py-1.5 pl-3 text-right">{money(cost)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
