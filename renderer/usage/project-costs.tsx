import { Link } from 'wouter';
import type { Answer } from '../../shared/ipc/questions.ts';
import { ReadBefore } from '../components/read-before.tsx';
import { Unavailable } from '../components/unavailable.tsx';
import { useAnswer } from '../engine-port/use-answer.ts';
import { ShareTable } from './share-table.tsx';

/** Which project the money went to. The single calls are in the cloud only, so it is asked. */
export function ProjectCosts({ from, until }: { from: string; until: string }) {
  const { asked, again } = useAnswer('usage.by_project', { from, until });
  if (asked.state === 'asking') return <p className="text-soft">Asking the cloud…</p>;
  if (asked.state === 'unavailable')
    return <Unavailable message={asked.message} again={asked.refused ? null : again} />;
  return (
    <>
      <ReadBefore message={asked.stale} again={again} />
      {asked.answer.length === 0 ? (
        <p className="text-soft">Nothing was spent in this month.</p>
      ) : (
        <Costs costs={asked.answer} />
      )}
    </>
  );
}

function Costs({ costs }: { costs: Answer<'usage.by_project'> }) {
  return (
    <ShareTable
      caption="Cost by project"
      of="Project"
      shares={costs.map(({ project_id, title, deleted, calls, cost_gbp }) => ({
        key: project_id ?? 'none',
        label:
          project_id === null ? (
            'Without a project: chats, onboarding'
          ) : deleted ? (
            `${title ?? 'Untitled'} (in the bin)`
          ) : (
            <Link href={`/projects/${project_id}`} dir="auto" className="hover:underline">
              {title}
            </Link>
          ),
        calls,
        cost: cost_gbp,
      }))}
    />
  );
}
