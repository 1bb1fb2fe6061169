import { expect, it } from 'vitest';
import { type LiveJob, queueGroups } from './queue-groups.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const job = (id: string, more: Partial<LiveJob>): LiveJob => ({
  id,
  project_id: 'p',
  project_title: 'Fintech',
  episode_id: `e ${id}`,
  episode_title: id,
  episode_number: 1,
  requested_by: null,
  priority: 5,
  status: 'pending',
  stage: 'queued',
  percent: 0,
  message: '',
  eta_seconds: null,
  attempt_count: 0,
  max_attempts: 3,
  next_retry_at: null,
  error_message: null,
  blocked_reason: null,
  cost_gbp: 0,
  generation_start_time: '2026-11-24T11:00:00Z',
  target_delivery_time: null,
  progress_at: null,
  started_at: null,
  created_at: '2026-11-24T11:00:00Z',
  updated_at: '2026-11-24T11:00:00Z',
  ...more,
});

it('tells what is due from what is still to come, and keeps the order of the workers for what is due', () => {
  const groups = queueGroups(
    [
      job('runs', { status: 'processing' }),
      job('premium', { priority: 10 }),
      job('due', {}),
      job('tomorrow', { generation_start_time: '2026-11-25T03:00:00Z' }),
      job('tried again in an hour', { next_retry_at: '2026-11-24T13:00:00Z', attempt_count: 1 }),
      job('tried again now', { next_retry_at: '2026-11-24T11:59:00Z', attempt_count: 1 }),
      job('held', { status: 'blocked' }),
    ],
    { now, projects: [] },
  );
  expect(groups.running.map(({ id }) => id)).toEqual(['runs']);
  expect(groups.waiting.map(({ id }) => id)).toEqual(['premium', 'due', 'tried again now']);
  expect(groups.later.map(({ job: { id } }) => id)).toEqual(['tried again in an hour', 'tomorrow']);
  expect(groups.blocked.map(({ id }) => id)).toEqual(['held']);
});

it('leaves out what a project has not begun that is no longer active here, whether or not the cloud knows', () => {
  const jobs = [job('runs', { status: 'processing' }), job('due', {}), job('held', { status: 'blocked' })];
  const groups = queueGroups(jobs, { now, projects: [{ id: 'p', status: 'PAUSED' }] });
  expect(groups).toEqual({ running: [jobs[0]], waiting: [], later: [], blocked: [] });
});
