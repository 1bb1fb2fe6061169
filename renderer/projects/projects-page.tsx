import { Plus } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { DeadEnds } from '../generation/dead-ends.tsx';
import { Page } from '../page/page.tsx';
import { useNewProject } from './new-project-store.ts';
import { ProjectRow } from './project-row.tsx';

/** Every project with what is going on in it. */
export function ProjectsPage() {
  const projects = useLiveQuery('projects.list', {});
  const openNew = useNewProject((dialog) => dialog.open);
  return (
    <Page
      title="Projects"
      actions={
        <Button compact onClick={openNew}>
          <Plus size={14} aria-hidden /> New project
        </Button>
      }
    >
      <h1 className="mb-5 text-xl font-semibold tracking-tight">Projects</h1>
      <div className="mb-6 empty:hidden">
        <DeadEnds />
      </div>
      {projects.state === 'failed' && <p role="alert">{projects.error.message}</p>}
      {projects.state === 'live' && projects.rows.length === 0 && (
        <EmptyState title="No projects yet">
          A project is a standing question that episodes answer, week after week. Make the first one; it works offline
          too.
        </EmptyState>
      )}
      {projects.state === 'live' && (
        <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-raised empty:hidden">
          {projects.rows.map((project) => (
            <ProjectRow key={project.id} project={project} />
          ))}
        </ul>
      )}
    </Page>
  );
}
