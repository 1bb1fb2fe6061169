import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { Page, PageOpening } from '../page/page.tsx';
import { PlanningPanel } from '../planning/planning-panel.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { EpisodeList } from './episode-list.tsx';
import { ProjectHeader } from './project-header.tsx';

/** A project: its rhythm and brief, its episodes, and beside them the notes for the next one. */
export function ProjectPage({ id }: { id: string }) {
  const live = useLiveQuery('projects.get', { id });
  if (live.state === 'opening') return <PageOpening />;
  const project = live.state === 'live' ? live.rows[0] : undefined;
  if (project === undefined || project.deleted_at !== null) return <NotFound what="project" />;
  return (
    <Page
      title={project.title}
      above={[{ label: 'Projects', href: '/' }]}
      panel={{ label: 'Planning notes', content: <PlanningPanel projectId={project.id} /> }}
    >
      <ProjectHeader project={project} />
      <div className="mt-7">
        <EpisodeList project={project} />
      </div>
    </Page>
  );
}
