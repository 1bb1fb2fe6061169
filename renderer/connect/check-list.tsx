import { Check, Minus, TriangleAlert, X } from 'lucide-react';
import type { CloudCheck, CloudReport } from '../../shared/ipc/host.ts';

const NAMES: Record<CloudCheck['name'], string> = {
  settings: 'Settings',
  'clerk-key': 'Sign-in',
  reachable: 'Reachable',
  supabase: 'Supabase',
  key: 'Key',
  time: 'Clock',
  schema: 'Version',
  rls: 'Row level security',
  realtime: 'Realtime',
};

const LOOKS = {
  passed: { icon: Check, colour: 'text-good', word: 'passed' },
  failed: { icon: X, colour: 'text-bad', word: 'failed' },
  warning: { icon: TriangleAlert, colour: 'text-wait', word: 'warning' },
  skipped: { icon: Minus, colour: 'text-faint', word: 'not looked at' },
} as const;

/** Each thing that was looked at: what was found, and what to do about it. */
export function CheckList({ report }: { report: CloudReport }) {
  return (
    <ul aria-label="What was checked" className="divide-y divide-line rounded-xl border border-line bg-raised">
      {report.checks.map((check) => {
        const { icon: Icon, colour, word } = LOOKS[check.result];
        return (
          <li key={check.name} className="flex gap-3 px-4 py-2.5">
            <Icon size={16} aria-hidden className={`mt-0.5 shrink-0 ${colour}`} />
            <div className="min-w-0">
              <p className={check.result === 'skipped' ? 'text-faint' : ''}>
                <span className="font-medium">{NAMES[check.name]}</span>
                <span className="sr-only">, {word}</span>
                <span aria-hidden> · </span>
                <span className="break-words">{check.found}</span>
              </p>
              {check.advice !== '' && <p className="text-[0.8125rem] text-soft">{check.advice}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
