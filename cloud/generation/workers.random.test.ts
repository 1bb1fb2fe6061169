import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ClaimedJob } from '../../shared/domain/generation.ts';
import { generationScene, usage } from '../testing/generation-scene.ts';

const scene = generationScene();

const JOBS = 300;
const WORKERS = 8;
const CAP = 6;

it(`${WORKERS} workers, ${JOBS} jobs, killed anywhere: each completes once, in order, under the cap, and every penny is counted`, async () => {
  const studios = await Promise.all([1, 2, 3].map(() => scene.studio({ dailyLimit: 1e6, episodeLimit: 1e6 })));
  const rows = [];
  for (let i = 0; i < JOBS; i += 1) {
    const studio = studios[i % studios.length];
    if (studio === undefined) throw new Error('there are studios');
    rows.push({
      organization_id: studio.organization,
      project_id: studio.project,
      episode_id: await scene.episode(studio),
      idempotency_key: randomUUID(),
      priority: 1 + Math.floor(Math.random() * 10),
      generation_start_time: new Date(Date.now() - Math.floor(Math.random() * 1e7)),
      max_attempts: 1000,
    });
  }
  await scene.sql`insert into episode_schedule_queue ${scene.sql(rows)}`;
  await scene.sql`update app_settings set value = '[0]' where key = 'generation.retry_minutes'`;
  await scene.sql`update app_settings set value = ${CAP} where key = 'generation.concurrency'`;

  /** Leases whose worker is alive, and those whose worker was killed and may come back from the dead. */
  const live = new Map<string, string>();
  const ghosts: ClaimedJob[] = [];
  const completions = new Map<string, number>();
  let sent = 0;
  let refused = 0;
  const spend = () => {
    sent += 1;
    return [usage(0.001)];
  };

  /** The lease of a killed worker runs out (the clock is moved for it alone), and the next sweep gives it up. */
  const expire = async (job: ClaimedJob) => {
    live.delete(job.job_id);
    await scene.sql`update episode_schedule_queue set lease_expires_at = now() - interval '1 second'
      where id = ${job.job_id} and lease_token = ${job.lease_token}`;
    await scene.sql`select expire_leases()`;
    ghosts.push(job);
  };

  const work = async (job: ClaimedJob) => {
    for (const seq of [1, 2, 3]) {
      if (Math.random() < 0.08) return expire(job);
      const answer = await scene.report(job, {
        seq,
        percent: seq * 30,
        partial: { usage: spend(), blocks: [{ content: 'Part' }] },
      });
      expect(answer, 'a live lease is nobody else’s').toMatchObject({ continue: true });
    }
    if (Math.random() < 0.1) {
      // Out of the map first: from the commit on somebody else may have it.
      live.delete(job.job_id);
      await scene.fail(job, { message: 'At random' }, spend());
      return;
    }
    live.delete(job.job_id);
    const result = { usage: spend() };
    const answers = await Promise.all(
      Array.from({ length: Math.random() < 0.3 ? 3 : 1 }, () => scene.complete(job, result)),
    );
    const first = answers.filter(({ accepted, duplicate }) => accepted && !duplicate);
    expect(first).toHaveLength(1);
    completions.set(job.job_id, (completions.get(job.job_id) ?? 0) + 1);
  };

  const worker = async () => {
    while (completions.size < JOBS) {
      const ghost = Math.random() < 0.2 ? ghosts.pop() : undefined;
      if (ghost !== undefined) {
        await expect(scene.complete(ghost, { usage: [usage(1)] })).rejects.toMatchObject({ code: 'SR423' });
        refused += 1;
      }
      for (const job of await scene.claim(1)) {
        expect(live.has(job.job_id), 'no live lease is given to a second worker').toBe(false);
        live.set(job.job_id, job.lease_token);
        expect(live.size).toBeLessThanOrEqual(CAP);
        await work(job);
      }
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));

  expect([...completions.values()].every((times) => times === 1)).toBe(true);
  expect(refused).toBeGreaterThan(0);
  const [counts] = await scene.sql`
    select count(*) filter (where status = 'completed')::int as completed,
      (select count(*)::int from blocks where deleted_at is null and content = 'New text.') as texts,
      (select count(*)::int from blocks where deleted_at is null and content <> 'New text.') as leftovers
    from episode_schedule_queue`;
  expect(counts).toEqual({ completed: JOBS, texts: JOBS, leftovers: 0 });

  // Claims take turns, so the first attempts must have begun exactly in the order of the queue.
  const begun = await scene.sql<{ episode_id: string }[]>`
    select q.episode_id from episode_schedule_queue q, jsonb_array_elements(q.attempts) a
    where (a ->> 'attempt')::int = 1 order by (a ->> 'started_at')::timestamptz`;
  const rowOf = new Map(rows.map((row) => [row.episode_id, row]));
  const ranks = begun.map(({ episode_id }) => {
    const row = rowOf.get(episode_id);
    if (row === undefined) throw new Error('a job of this test');
    return [-row.priority, row.generation_start_time.getTime()] as const;
  });
  expect(ranks).toEqual([...ranks].sort(([p, s], [q, t]) => p - q || s - t));

  const [money] = await scene.sql`
    select (select count(*)::int from token_usage) as calls, (select sum(cost_gbp) from token_usage) as raw,
      (select sum(cost_gbp) from token_usage_daily) as daily, (select sum(cost_gbp) from episode_schedule_queue) as jobs,
      (select sum((a ->> 'cost_gbp')::numeric) from episode_schedule_queue q, jsonb_array_elements(q.attempts) a) as attempts`;
  expect(money?.calls).toBe(sent);
  expect([money?.daily, money?.jobs, money?.attempts].map(Number)).toEqual(Array(3).fill(Number(money?.raw)));
});
