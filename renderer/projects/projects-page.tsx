import { Plus } from 'lucide-react';
import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useLiveQuery, useRows } from '../engine-port/use-live-query.ts';
import { DeadEnds } from '../generation/dead-ends.tsx';
import { Page } from '../page/page.tsx';
import { useNewProject } from './new-project-store.ts';
import { ProjectRow } from './project-row.tsx';

/** Every project with what is going on in it; what is archived below, folded away. */
export function ProjectsPage() {
  const projects = useLiveQuery('projects.list', {});
  const openNew = useNewProject((dialog) => dialog.open);
  const rows = projects.state === 'live' ? projects.rows : [];
  const archived = rows.filter(({ status }) => status === 'ARCHIVED');
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
      {projects.state === 'live' && rows.length === 0 && (
        <EmptyState title="No projects yet">
          A project is a standing question that episodes answer, week after week. Make the first one; it works offline
          too. One that was removed is in the{' '}
          <Link href="/bin" className="text-accent underline">
            bin
          </Link>
          .
        </EmptyState>
      )}
      <ProjectList projects={rows.filter(({ status }) => status !== 'ARCHIVED')} />
      {archived.length > 0 && (
        <details className="mt-6">
          <summary className="mb-2 cursor-default text-[0.8125rem] font-medium text-soft hover:text-ink">
            Archived <span className="text-faint tabular-nums">{archived.length}</span>
          </summary>
          <ProjectList projects={archived} />
        </details>
      )}
    </Page>
  );
}

function ProjectList({ projects }: { projects: QueryRow<'projects.list'>[] }) {
  const unread = Map.groupBy(useRows('episodes.unread', {}), ({ project_id }) => project_id);
  const costs = new Map(useRows('projects.costs', {}).map(({ project_id, cost_gbp }) => [project_id, cost_gbp]));
  if (projects.length === 0) return null;
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-raised">
      {projects.map((project) => (
        <ProjectRow
          key={project.id}
          project={project}
          unread={unread.get(project.id)?.length ?? 0}
          cost={costs.get(project.id) ?? 0}
        />
      ))}
    </ul>
  );
}
