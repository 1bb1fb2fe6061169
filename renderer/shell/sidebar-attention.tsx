import { AlertTriangle, CircleX, GitMerge } from 'lucide-react';
import type { EngineLink } from '../engine-port/engine-client.ts';
import { useEngineLink } from '../engine-port/engine-context.ts';
import { useNotMade } from '../generation/use-not-made.ts';
import { PLACES } from './places.ts';
import { SidebarLink } from './sidebar-link.tsx';

function statusOf(link: EngineLink) {
  return link.state === 'connecting' ? null : link.status;
}

/** What cannot go on without a person; not there when there is nothing. */
export function SidebarAttention() {
  const conflicts = useEngineLink((link) => statusOf(link)?.open_conflict_count ?? 0);
  const refused = useEngineLink((link) => statusOf(link)?.attention_count ?? 0);
  const unmade = useNotMade().length;
  if (conflicts + refused + unmade === 0) return null;
  // The list of what was not made stands where the queue is, and on the first page.
  const queue = PLACES.find(({ path }) => path === '/generation')?.path ?? '/';
  return (
    <section aria-label="Needs you" className="mt-3 flex shrink-0 flex-col gap-px px-2">
      <h2 className="px-2 pb-1 text-[0.6875rem] font-semibold text-faint">Needs you</h2>
      {conflicts > 0 && <SidebarLink path="/conflicts" label="Conflicts" icon={GitMerge} count={conflicts} />}
      {refused > 0 && <SidebarLink path="/attention" label="Needs attention" icon={AlertTriangle} count={refused} />}
      {unmade > 0 && <SidebarLink path={queue} label="Not made" icon={CircleX} count={unmade} />}
    </section>
  );
}
