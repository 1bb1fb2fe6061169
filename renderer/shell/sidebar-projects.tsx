import { Plus } from 'lucide-react';
import { useRoute } from 'wouter';
import { ListLink } from '../components/list-link.tsx';
import { useDeskMemory } from '../desk-memory/memory-store.ts';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { useNewProject } from '../projects/new-project-store.ts';
import { ProjectLink } from '../projects/project-link.tsx';

/** The projects; until the store has answered, by the names they last had and with no state, which nobody knows yet. */
export function SidebarProjects() {
  const projects = useLiveQuery('projects.names', {});
  const [, open] = useRoute<{ id: string }>('/projects/:id/*?');
  const openNew = useNewProject((dialog) => dialog.open);
  const remembered = useDeskMemory((memory) => memory.names?.projects) ?? [];
  return (
    <section aria-labelledby="sidebar-projects" className="mt-3 flex min-h-32 flex-1 flex-col">
      <div className="flex shrink-0 items-center justify-between pr-2 pl-4">
        <h2 id="sidebar-projects" className="text-[0.6875rem] font-semibold text-faint">
          Projects
        </h2>
        <button
          type="button"
          aria-label="New project"
          title="New project"
          onClick={openNew}
          className="flex size-6 items-center justify-center rounded text-faint hover:bg-hover hover:text-ink"
        >
          <Plus size={14} aria-hidden />
        </button>
      </div>
      <ul className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {projects.state === 'live'
          ? projects.rows
              .filter((project) => project.status !== 'ARCHIVED')
              .map((project) => (
                <li key={project.id}>
                  <ProjectLink project={project} here={project.id === open?.id} />
                </li>
              ))
          : remembered.map(({ id, title }) => (
              <li key={id}>
                <ListLink href={`/projects/${id}`} className="flex min-h-7 items-center rounded-md px-2 py-1 text-soft">
                  <span dir="auto" className="line-clamp-2 pl-5.5 leading-snug">
                    {title}
                  </span>
                </ListLink>
              </li>
            ))}
      </ul>
    </section>
  );
}
