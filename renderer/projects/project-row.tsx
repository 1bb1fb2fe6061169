import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { dayAndHour, money } from '../components/times.ts';
import { ProgressRing } from '../generation/progress-ring.tsx';
import { cadenceWords } from './project-words.ts';
import { ProjectStatusBadge } from './status-badges.tsx';

const NUMBERS = new Intl.PluralRules('en');

function plural(value: number, one: string, many: string): string {
  return `${value} ${NUMBERS.select(value) === 'one' ? one : many}`;
}

interface ProjectRowProps {
  project: QueryRow<'projects.list'>;
  /** Published episodes that this person has not opened. */
  unread: number;
  /** Of its generations in this month, in GBP. */
  cost: number;
}

/** One line of the overview: name, what is new, what comes next, what is being made now and what it cost. */
export function ProjectRow({ project, unread, cost }: ProjectRowProps) {
  return (
    <li>
      <Link
        href={`/projects/${project.id}`}
        className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1 px-5 py-3.5 hover:bg-hover"
      >
        <span className="flex min-w-0 items-center gap-2.5">
          <span dir="auto" className="truncate text-[0.9375rem] font-medium">
            {project.title}
          </span>
          {project.status !== 'ACTIVE' && <ProjectStatusBadge status={project.status} />}
          {unread > 0 && (
            <span className="shrink-0 rounded-full bg-accent px-1.5 text-[0.6875rem] font-semibold text-accent-ink tabular-nums">
              {unread} new
            </span>
          )}
        </span>
        <span className="text-right text-soft tabular-nums">{nextWords(project)}</span>
        <span dir="auto" className="truncate text-left text-soft">
          {project.latest_episode_title === null || project.latest_episode_title === ''
            ? cadenceWords(project.cadence_config)
            : `${project.latest_episode_number}. ${project.latest_episode_title}`}
        </span>
        <span className="flex items-center justify-end gap-2 text-[0.8125rem] text-faint tabular-nums">
          {project.live_job_status === 'processing' && (
            <>
              <ProgressRing percent={project.live_job_percent ?? 0} />
              <span className="max-w-60 truncate text-soft">{project.live_job_message}</span>
              <span aria-hidden>·</span>
            </>
          )}
          {plural(project.episode_count, 'episode', 'episodes')}
          {project.pending_note_count > 0 && `, ${plural(project.pending_note_count, 'note', 'notes')} waiting`}
          {`, ${money(cost)} this month`}
        </span>
      </Link>
    </li>
  );
}

function nextWords(project: QueryRow<'projects.list'>): string {
  if (project.status === 'PAUSED') return 'No deliveries while paused';
  if (project.status !== 'ACTIVE') return 'No more deliveries';
  if (project.next_scheduled_at === null) return cadenceWords(project.cadence_config);
  return `Next: ${dayAndHour(project.next_scheduled_at, project.timezone)}`;
}
