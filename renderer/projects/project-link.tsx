import { memo } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { ListLink } from '../components/list-link.tsx';
import { ProgressRing } from '../generation/progress-ring.tsx';

const DOT = { ACTIVE: 'bg-good', PAUSED: 'bg-wait', COMPLETED: 'bg-faint', ARCHIVED: 'bg-line-strong' } as const;
const STATE = { ACTIVE: 'active', PAUSED: 'paused', COMPLETED: 'completed', ARCHIVED: 'archived' } as const;

interface ProjectLinkProps {
  project: QueryRow<'projects.names'>;
  /** One of its pages is open. */
  here: boolean;
}

/** A project in the sidebar: its state as a dot, a ring while an episode is being made, and how many notes wait. */
export const ProjectLink = memo(function ProjectLink({ project, here }: ProjectLinkProps) {
  return (
    <ListLink
      href={`/projects/${project.id}`}
      aria-current={here ? 'page' : undefined}
      className={`flex min-h-7 items-center gap-2 rounded-md px-2 py-1 ${here ? 'bg-selected font-medium text-ink' : 'text-soft hover:bg-hover hover:text-ink'}`}
    >
      {project.live_job_status === 'processing' ? (
        <ProgressRing percent={project.live_job_percent ?? 0} />
      ) : (
        <span className={`mx-[3px] size-2 shrink-0 rounded-full ${DOT[project.status]}`} aria-hidden />
      )}
      <span dir="auto" className="line-clamp-2 min-w-0 flex-1 leading-snug">
        {project.title}
      </span>
      <span className="sr-only">, {STATE[project.status]}</span>
      {project.pending_note_count > 0 && (
        <span className="text-[0.6875rem] text-faint tabular-nums" title="Planning notes that wait">
          <span className="sr-only">, notes waiting: </span>
          {project.pending_note_count}
        </span>
      )}
    </ListLink>
  );
});
