import { describe, expect, it } from 'vitest';
import { type JobClass, JobQueue } from './job-queue.ts';

function queueOf(jobs: [JobClass, number][]): JobQueue<string> {
  const queue = new JobQueue<string>();
  for (const [jobClass, count] of jobs) {
    for (let n = 0; n < count; n += 1) queue.add(jobClass, `${jobClass} ${n}`);
  }
  return queue;
}

function drain(queue: JobQueue<string>): string[] {
  const order: string[] = [];
  for (let next = queue.take(); next; next = queue.take()) order.push(next.job);
  return order;
}

describe('JobQueue', () => {
  it('takes by precedence, and in order within a class', () => {
    const queue = queueOf([
      ['maintenance', 1],
      ['sync', 2],
      ['read', 2],
      ['user', 2],
    ]);
    expect(drain(queue)).toEqual(['user 0', 'user 1', 'read 0', 'read 1', 'sync 0', 'sync 1', 'maintenance 0']);
  });

  it('lets no class wait for ever behind another', () => {
    const order = drain(
      queueOf([
        ['user', 200],
        ['sync', 3],
        ['maintenance', 1],
      ]),
    );
    expect(order.indexOf('sync 0')).toBe(25);
    expect(order.indexOf('sync 1')).toBe(51);
    expect(order.indexOf('maintenance 0')).toBeLessThan(order.indexOf('user 199'));
  });

  it('takes of one class when told to, and counts that as passing the others over', () => {
    const queue = queueOf([
      ['sync', 1],
      ['user', 40],
    ]);
    for (let n = 0; n < 25; n += 1) expect(queue.takeOf('user')?.job).toBe(`user ${n}`);
    expect(queue.take()?.job).toBe('sync 0');
    expect(queue.takeOf('sync')).toBeNull();
  });
});
