import type { QueryRow } from '../../../shared/ipc/contract.ts';
import { isSuspended } from '../inactive-project.ts';
import { isToCome } from '../is-to-come.ts';

export type LiveJob = QueryRow<'jobs.live'>;

export interface QueueGroups {
  running: LiveJob[];
  /** Due: a worker takes the first of them next. */
  waiting: LiveJob[];
  /** Their time is still to come: by the schedule, or because they are tried again later. By time. */
  later: { job: LiveJob; at: string }[];
  blocked: LiveJob[];
}

/** The organisation's queue by what each job waits for, without what is suspended. `jobs` are in the order in which workers take them. */
export function queueGroups(
  jobs: readonly LiveJob[],
  { now, projects }: { now: number; projects: readonly Pick<QueryRow<'projects.names'>, 'id' | 'status'>[] },
): QueueGroups {
  const statuses = new Map(projects.map(({ id, status }) => [id, status]));
  const groups: QueueGroups = { running: [], waiting: [], later: [], blocked: [] };
  for (const job of jobs) {
    if (isSuspended(job, statuses.get(job.project_id) ?? 'ACTIVE')) continue;
    if (job.status === 'processing') groups.running.push(job);
    else if (job.status === 'blocked') groups.blocked.push(job);
    else {
      const at = beginsAt(job);
      if (isToCome(at, job, now)) groups.later.push({ job, at });
      else groups.waiting.push(job);
    }
  }
  groups.later.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return groups;
}

function beginsAt({ generation_start_time, next_retry_at }: LiveJob): string {
  if (next_retry_at === null || Date.parse(next_retry_at) < Date.parse(generation_start_time))
    return generation_start_time;
  return next_retry_at;
}

/** Why one job is before another. */
export function priorityWords(priority: number): string {
  if (priority >= 10) return 'first of all';
  if (priority > 5) return 'before others';
  return priority === 5 ? '' : 'after others';
}
