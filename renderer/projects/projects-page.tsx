import { Plus } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { DeadEnds } from '../generation/dead-ends.tsx';
import { useNewProject } from './new-project-store.ts';
import { ProjectRow } from './project-row.tsx';

/** Every project with what is going on in it. */
export function ProjectsPage() {
  const projects = useLiveQuery('projects.list', {});
  const openNew = useNewProject((dialog) => dialog.open);
  return (
    <div className="mx-auto max-w-4xl px-8 py-8">
      <header className="mb-6 flex items-center justify-between">
        <h1 className="text-xl font-semibold tracking-tight">Projects</h1>
        <Button onClick={openNew}>
          <Plus size={15} aria-hidden /> New project
        </Button>
      </header>
      <DeadEnds />
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
    </div>
  );
}
