import { Suspense } from 'react';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { InOwnTask } from '../page/in-own-task.tsx';
import { Page, PageOpening } from '../page/page.tsx';
import { PageNotRead } from '../page/page-not-read.tsx';
import { PlanningPanel } from '../planning/planning-panel.tsx';
import { Board, ProjectSettings } from '../shell/later-pages.ts';
import { NotFound } from '../shell/not-found.tsx';
import { EpisodeList } from './episode-list.tsx';
import { ProjectHeader } from './project-header.tsx';
import { placeOf } from './project-places.tsx';

interface ProjectPageProps {
  id: string;
  /** The last part of the address; none is the episodes. */
  place: string | undefined;
}

/** A project: its episodes with the notes for the next one, its board, its settings. */
export function ProjectPage({ id, place: asked = '' }: ProjectPageProps) {
  const live = useLiveQuery('projects.get', { id });
  if (live.state === 'opening') return <PageOpening />;
  if (live.state === 'failed') return <PageNotRead what="project" error={live.error} />;
  const [project] = live.rows;
  if (project === undefined || project.deleted_at !== null) return <NotFound what="project" />;
  const place = placeOf(asked);
  if (place === null) return <NotFound />;
  const up = { label: 'Projects', href: '/' };
  if (place === 'episodes') {
    return (
      <Page
        title={project.title}
        above={[up]}
        panel={{ label: 'Planning notes', content: <PlanningPanel projectId={project.id} /> }}
      >
        <ProjectHeader project={project} place={place} />
        <div className="mt-6">
          <InOwnTask>
            <EpisodeList project={project} />
          </InOwnTask>
        </div>
      </Page>
    );
  }
  const here = { label: project.title, href: `/projects/${id}` };
  if (place === 'settings') {
    return (
      <Page title="Settings" above={[up, here]}>
        <ProjectHeader project={project} place={place} />
        <Suspense fallback={null}>
          <ProjectSettings project={project} />
        </Suspense>
      </Page>
    );
  }
  return (
    <Page title="Board" above={[up, here]} width="full">
      <ProjectHeader project={project} place={place} />
      <Suspense fallback={null}>
        <Board projectId={project.id} />
      </Suspense>
    </Page>
  );
}
