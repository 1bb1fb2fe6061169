import { Link } from 'wouter';
import { shareOfLimit } from '../../shared/domain/limits.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Badge } from '../components/badge.tsx';
import { money, relativeTime } from '../components/times.ts';
import { useNow } from '../components/use-now.ts';
import { useSyncStatus } from '../engine-port/engine-context.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import { useIsAdmin, useIsOnline } from '../engine-port/use-session.ts';
import { isToCome } from '../generation/is-to-come.ts';
import { LimitsForm } from './limits-form.tsx';

interface TodayProps {
  organization: QueryRow<'organization.get'>;
  spent: number;
}

/** Where today stands against its limit, what that holds back, and how the limit is changed. */
export function Today({ organization, spent }: TodayProps) {
  const jobs = useRows('jobs.live', {});
  const isAdmin = useIsAdmin();
  const now = useNow();
  const blocked = jobs.filter(({ status }) => status === 'blocked').length;
  const waiting = jobs.filter(
    (job) => job.status === 'pending' && !isToCome(job.generation_start_time, job, now),
  ).length;
  const limit = organization.daily_cost_limit_gbp;
  const reached = spent >= limit;
  return (
    <section aria-labelledby="today" className="flex flex-col gap-3 rounded-xl border border-line bg-raised p-4">
      <div className="flex items-center justify-between gap-2">
        <h2 id="today" className="text-[0.9375rem] font-semibold">
          Today
        </h2>
        {reached ? <Badge tone="bad">Limit reached</Badge> : <Badge tone="good">Below the limit</Badge>}
      </div>
      <p className="text-soft">
        <span className="text-xl font-semibold text-ink tabular-nums">{money(spent)}</span> of {money(limit)}
      </p>
      <div
        role="progressbar"
        aria-label="Part of the limit of today that is spent"
        aria-valuenow={Math.round(100 * shareOfLimit(spent, limit))}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div
          className={`h-full rounded-full ${reached ? 'bg-bad' : 'bg-accent'}`}
          style={{ width: `${100 * shareOfLimit(spent, limit)}%` }}
        />
      </div>
      {blocked > 0 && (
        <p className="text-[0.8125rem]">
          <Link href="/generation" className="text-accent underline">
            {blocked === 1 ? '1 generation is held back' : `${blocked} generations are held back`}
          </Link>
          <span className="text-soft"> until tomorrow, or until the limit is raised.</span>
        </p>
      )}
      <AsOf />
      <div className="border-t border-line pt-3">
        {isAdmin ? (
          <LimitsForm organization={organization} spentToday={spent} blocked={blocked} waiting={waiting} />
        ) : (
          <LimitsOfAdmins organization={organization} />
        )}
      </div>
    </section>
  );
}

/** Sums come from the cloud: away from it they are as old as the last complete pull. */
function AsOf() {
  const pulled = useSyncStatus()?.last_complete_pull_at ?? null;
  const online = useIsOnline();
  const now = useNow();
  if (online || pulled === null) return null;
  return (
    <p className="text-[0.8125rem] text-wait">
      Offline: as the cloud had it {relativeTime(pulled, now)}. What others spent since then is not in it.
    </p>
  );
}

function LimitsOfAdmins({ organization }: { organization: QueryRow<'organization.get'> }) {
  const admins = useRows('members.list', {}).filter(({ role }) => role !== 'MEMBER');
  const names = new Intl.ListFormat(undefined, { type: 'disjunction' }).format(
    admins.map(({ name, user_id }) => name ?? user_id),
  );
  return (
    <p className="text-[0.8125rem] text-soft">
      An episode may cost {money(organization.episode_cost_limit_gbp)}. Limits are changed by admins, who answer for the
      bill{names === '' ? '.' : `: ask ${names}.`}
    </p>
  );
}
