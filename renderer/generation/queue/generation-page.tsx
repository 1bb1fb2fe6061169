import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useNow } from '../../components/use-now.ts';
import { useLiveQuery, useRows } from '../../engine-port/use-live-query.ts';
import { Page, PageOpening } from '../../page/page.tsx';
import { DeadEnds } from '../dead-ends.tsx';
import { GenerateDialog } from './generate-dialog.tsx';
import { queueGroups } from './queue-groups.ts';
import { Blocked, Later, Running, Waiting } from './queue-sections.tsx';
import { Recent } from './recent.tsx';
import { Requests } from './requests.tsx';

/** The organisation's generations: what is being made, what waits and for what, what ended, and what needs a person. */
export default function GenerationPage() {
  const live = useLiveQuery('jobs.live', {});
  const asked = useLiveQuery('generation.requests', {});
  const requests = asked.state === 'live' ? asked.rows : [];
  const projects = useRows('projects.names', {});
  const [asking, setAsking] = useState(false);
  const now = useNow();
  if (live.state === 'opening') return <PageOpening />;
  const groups = queueGroups(live.state === 'live' ? live.rows : [], { now, projects });
  const isKnown = live.state === 'live' && asked.state === 'live';
  // One that the cloud has taken becomes a job here in a moment.
  const isAnyAsked = requests.some(({ state, refusal_stands }) => state !== 'refused' || refusal_stands);
  const idle = isKnown && !isAnyAsked && Object.values(groups).every((group) => group.length === 0);
  return (
    <Page
      title="Generation"
      actions={
        <Button compact onClick={() => setAsking(true)}>
          <Sparkles size={14} aria-hidden /> Generate an episode
        </Button>
      }
    >
      <h1 className="mb-5 text-xl font-semibold tracking-tight">Generation</h1>
      {live.state === 'failed' && <p role="alert">{live.error.message}</p>}
      <div className="flex flex-col gap-6">
        {idle && (
          <EmptyState title="Nothing is being made">
            Episodes come here by their project’s schedule, or when somebody asks for one.
          </EmptyState>
        )}
        <Requests requests={requests} />
        <DeadEnds only="refused" />
        <Running jobs={groups.running} />
        <Waiting jobs={groups.waiting} />
        <Blocked jobs={groups.blocked} />
        <DeadEnds only="failed" />
        <Later jobs={groups.later} />
        <Recent />
      </div>
      <GenerateDialog open={asking} onClose={() => setAsking(false)} />
    </Page>
  );
}
