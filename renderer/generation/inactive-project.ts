import type { QueryRow } from '../../shared/ipc/contract.ts';

type Status = QueryRow<'projects.get'>['status'];

interface Reason {
  why: string;
  /** What the project's settings can do about it. */
  remedy: string;
}

const REASONS: Record<Status, Reason | null> = {
  ACTIVE: null,
  PAUSED: { why: 'Nothing is generated while the project is paused.', remedy: 'Resume it' },
  COMPLETED: { why: 'Nothing is generated in a completed project.', remedy: 'Make it active again' },
  ARCHIVED: { why: 'Nothing is generated in an archived project.', remedy: 'Make it active again' },
};

/** Why nothing is generated in such a project; null where it is. The cloud refuses it: what is asked for offline would only come back refused. */
export function whyNothingIsGenerated(status: Status): Reason | null {
  return REASONS[status];
}

/**
 * Whether a job waits for nothing: the cloud calls off what a project has not begun when it stops being active, and tries nothing
 * again until then. A change made offline stands here before the cloud knows of it.
 */
export function isSuspended(job: { status: string | null }, project: Status): boolean {
  return project !== 'ACTIVE' && (job.status === 'pending' || job.status === 'blocked');
}
