import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { PlanningPanel } from '../planning/planning-panel.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { EpisodeList } from './episode-list.tsx';
import { ProjectHeader } from './project-header.tsx';

/** A project: its rhythm and brief, its episodes, and beside them the notes for the next one. */
export function ProjectPage({ id }: { id: string }) {
  const live = useLiveQuery('projects.get', { id });
  if (live.state === 'opening') return null;
  const project = live.state === 'live' ? live.rows[0] : undefined;
  if (project === undefined || project.deleted_at !== null) return <NotFound what="project" />;
  return (
    <div className="mx-auto grid max-w-7xl grid-cols-[minmax(0,1fr)_22rem] gap-8 px-8 py-8">
      <div className="col-span-2">
        <ProjectHeader project={project} />
      </div>
      <EpisodeList project={project} />
      <PlanningPanel projectId={project.id} />
    </div>
  );
}
