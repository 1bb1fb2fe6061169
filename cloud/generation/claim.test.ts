import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { generationScene } from '../testing/generation-scene.ts';

const scene = generationScene();

beforeEach(async () => {
  await scene.sql`update episode_schedule_queue set status = 'cancelled' where status in ('pending', 'processing', 'blocked')`;
});

describe('claim_generation_jobs', () => {
  it('takes the highest priority first, then the earliest start, and nothing before its time', async () => {
    const studio = await scene.studio();
    const queue = async (priority: number, minutesFromNow: number) => {
      const episode = await scene.episode(studio);
      const [row] = await scene.sql<{ id: string }[]>`
        insert into episode_schedule_queue (organization_id, project_id, episode_id, idempotency_key, priority, generation_start_time)
        values (${studio.organization}, ${studio.project}, ${episode}, ${randomUUID()}, ${priority},
          now() + make_interval(mins => ${minutesFromNow})) returning id`;
      return row?.id;
    };
    const late = await queue(5, -1);
    const early = await queue(5, -9);
    const premium = await queue(10, -1);
    await queue(10, 5);
    const bulk = await queue(1, -60);
    expect((await scene.claim(2)).map(({ job_id }) => job_id)).toEqual([premium, early]);
    expect((await scene.claim(9)).map(({ job_id }) => job_id)).toEqual([late, bulk]);
    expect(await scene.claim()).toEqual([]);
  });

  it('hands over the lease and everything a generator needs', async () => {
    const studio = await scene.studio({ episodeLimit: 2 });
    await scene.sql`update projects set memories = ${scene.sql.json([
      { id: randomUUID(), content: 'Minor', source: 'feedback', importance: 0.2, created_at: '2026-01-01T00:00:00Z' },
      { id: randomUUID(), content: 'Major', source: 'onboarding', importance: 0.9, created_at: '2026-01-01T00:00:00Z' },
    ])} where id = ${studio.project}`;
    await scene.sql`insert into agent_memories (organization_id, project_id, content, importance)
      values (${studio.organization}, ${studio.project}, 'Moved', 0.5)`;
    await scene.sql`insert into agent_memories (organization_id, project_id, content, importance, expires_at)
      values (${studio.organization}, ${studio.project}, 'Gone', 1, now() - interval '1 day')`;
    await scene.sql`insert into planning_notes (organization_id, project_id, content, priority, status)
      values (${studio.organization}, ${studio.project}, 'Later', 'LOW', 'pending'),
        (${studio.organization}, ${studio.project}, 'First', 'CRITICAL', 'acknowledged'),
        (${studio.organization}, ${studio.project}, 'Used', 'HIGH', 'incorporated')`;
    const before = await scene.episode(studio, { title: 'Last week', status: 'PUBLISHED' });
    const episode = await scene.episode(studio, { title: 'This week' });
    const job = await scene.claimed(studio, episode);
    expect(job).toMatchObject({
      attempt: 1,
      max_attempts: 3,
      organization_id: studio.organization,
      project: {
        id: studio.project,
        title: 'Fintech',
        onboarding_brief: 'The future of UK fintech',
        timezone: 'Europe/London',
      },
      episode: { id: episode, title: 'This week', sequence_number: 2 },
      previous_episode: { id: before, title: 'Last week' },
      limits: { daily_remaining_gbp: 50, episode_remaining_gbp: 2 },
    });
    expect(job.memories.map(({ content }) => content)).toEqual(['Major', 'Moved', 'Minor']);
    expect(job.planning_notes.map(({ content }) => content)).toEqual(['First', 'Later']);
    expect(await scene.job(job.job_id)).toMatchObject({
      status: 'processing',
      lease_token: job.lease_token,
      lease_worker: 'worker-1',
    });
    expect(await scene.episodeRow(episode)).toMatchObject({ status: 'GENERATING', generation_attempts: 1 });
  });

  it('keeps to the cap on jobs that run at once', async () => {
    const studio = await scene.studio();
    for (let i = 0; i < 5; i += 1) await scene.request(studio, await scene.episode(studio));
    await scene.sql`update app_settings set value = '3' where key = 'generation.concurrency'`;
    try {
      const rounds = await Promise.all([scene.claim(2), scene.claim(2), scene.claim(2)]);
      expect(rounds.flat()).toHaveLength(3);
      expect(await scene.claim(5)).toEqual([]);
      const [first] = rounds.flat();
      if (first === undefined) throw new Error('three were claimed');
      await scene.complete(first);
      expect(await scene.claim(5)).toHaveLength(1);
    } finally {
      await scene.sql`update app_settings set value = '20' where key = 'generation.concurrency'`;
    }
  });

  it('skips a job or an episode that somebody holds instead of waiting for it', async () => {
    const studio = await scene.studio();
    const held = await scene.request(studio, await scene.episode(studio), randomUUID(), 10);
    const busy = await scene.request(studio, await scene.episode(studio), randomUUID(), 9);
    const free = await scene.request(studio, await scene.episode(studio), randomUUID(), 5);
    await scene.sql.begin(async (t) => {
      await t`select 1 from episode_schedule_queue where id = ${held.job_id} for update`;
      await t`update episodes set title = 'Being edited' where id = ${busy.episode_id}`;
      expect((await scene.claim(3)).map(({ job_id }) => job_id)).toEqual([free.job_id]);
    });
    expect((await scene.claim(3)).map(({ job_id }) => job_id)).toEqual([held.job_id, busy.job_id]);
  });

  it('refuses a claim that names nobody', async () => {
    await expect(scene.sql`select claim_generation_jobs('')`).rejects.toMatchObject({ code: 'SR400' });
    await expect(scene.sql`select claim_generation_jobs('w', 1, 0)`).rejects.toMatchObject({ code: 'SR400' });
  });
});
