import { Link, useSearchParams } from 'wouter';
import { Page } from '../page/page.tsx';
import { AuditTrail } from './audit-trail.tsx';
import { MyEvents } from './my-events.tsx';

const PARTS = [
  { of: 'everybody', path: '/activity', label: 'Audit trail' },
  { of: 'mine', path: '/activity?of=mine', label: 'What I did' },
];

/** Who did what: the organisation's audit trail for admins, and one's own events. */
export default function ActivityPage() {
  const [params] = useSearchParams();
  const of = params.get('of') === 'mine' ? 'mine' : 'everybody';
  return (
    <Page title="Activity">
      <h1 className="text-xl font-semibold tracking-tight">Activity</h1>
      <nav aria-label="Activity" className="mt-2 mb-5 flex gap-5 border-b border-line">
        {PARTS.map(({ of: part, path, label }) => (
          <Link
            key={path}
            href={path}
            aria-current={part === of ? 'page' : undefined}
            className="-mb-px border-b-2 border-transparent pb-2 text-[0.8125rem] font-medium text-soft hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
          >
            {label}
          </Link>
        ))}
      </nav>
      {of === 'mine' ? <MyEvents /> : <AuditTrail />}
    </Page>
  );
}
