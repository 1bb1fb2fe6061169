import type { QueryRow } from '../../shared/ipc/contract.ts';

type Status = QueryRow<'projects.get'>['status'];

const REASONS: Record<Status, string | null> = {
  ACTIVE: null,
  PAUSED: 'Nothing is generated while the project is paused. Its menu resumes it.',
  COMPLETED: 'Nothing is generated in a completed project. Its settings make it active again.',
  ARCHIVED: 'Nothing is generated in an archived project. Its settings make it active again.',
};

/** Why nothing is generated in such a project, and what to do; null where it is. The cloud refuses it: what is asked for offline would only come back refused. */
export function whyNothingIsGenerated(status: Status): string | null {
  return REASONS[status];
}

/**
 * Whether a job waits for nothing: the cloud calls off what a project has not begun when it stops being active, and tries nothing
 * again until then. A change made offline stands here before the cloud knows of it.
 */
export function isSuspended(job: { status: string | null }, project: Status): boolean {
  return project !== 'ACTIVE' && (job.status === 'pending' || job.status === 'blocked');
}
