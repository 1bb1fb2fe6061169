import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asCaller, member, worker } from '../testing/as-caller.ts';
import { generationScene, usage } from '../testing/generation-scene.ts';

const scene = generationScene();

describe('request_generation', () => {
  it('queues a job for now and answers it without the lease', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const answer = await scene.request(studio, episode, randomUUID(), 7);
    expect(answer).toMatchObject({
      existing: false,
      status: 'pending',
      priority: 7,
      requested_by: studio.user,
      episode_id: episode,
    });
    expect(Object.keys(answer)).not.toContain('lease_token');
    expect(answer.job_id).toBe(answer.id);
  });

  it('gives the same key the same job, for ever', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const key = randomUUID();
    const first = await scene.request(studio, episode, key);
    expect(await scene.request(studio, episode, key)).toMatchObject({ job_id: first.job_id, existing: true });
    await scene.cancel(studio, first.job_id);
    expect(await scene.request(studio, episode, key)).toMatchObject({ job_id: first.job_id, status: 'cancelled' });
    const other = await scene.episode(studio);
    await expect(scene.request(studio, other, key)).rejects.toMatchObject({ code: 'SR409' });
  });

  it('gives a second request within five minutes the first job, also under its own key later', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const first = await scene.request(studio, episode);
    const key = randomUUID();
    expect(await scene.request(studio, episode, key)).toMatchObject({ job_id: first.job_id, existing: true });
    await scene.cancel(studio, first.job_id);
    expect(await scene.request(studio, episode, key)).toMatchObject({ job_id: first.job_id, status: 'cancelled' });
    expect((await scene.request(studio, episode)).existing).toBe(false);
  });

  it('refuses a second request after five minutes while the first is live', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const first = await scene.request(studio, episode);
    await scene.sql`alter table episode_schedule_queue disable trigger zz_stamp_row`;
    await scene.sql`update episode_schedule_queue set created_at = now() - interval '6 minutes' where id = ${first.job_id}`;
    await scene.sql`alter table episode_schedule_queue enable trigger zz_stamp_row`;
    await expect(scene.request(studio, episode)).rejects.toMatchObject({ code: 'SR409' });
  });

  it('makes one job of ten requests at once', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const answers = await Promise.all(Array.from({ length: 10 }, () => scene.request(studio, episode)));
    expect(new Set(answers.map(({ job_id }) => job_id)).size).toBe(1);
    expect(answers.filter(({ existing }) => !existing)).toHaveLength(1);
  });

  it('brings a job that waits for its hour, or for a retry, forward', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const [row] = await scene.sql<{ id: string }[]>`
      insert into episode_schedule_queue (organization_id, project_id, episode_id, idempotency_key, generation_start_time)
      values (${studio.organization}, ${studio.project}, ${episode}, ${randomUUID()}, now() + interval '3 days') returning id`;
    const answer = await scene.request(studio, episode);
    expect(answer).toMatchObject({ job_id: row?.id, existing: true });
    expect(new Date(answer.generation_start_time).getTime()).toBeLessThanOrEqual(Date.now() + 1000);
    const claimed = (await scene.claim(20)).find(({ job_id }) => job_id === row?.id);
    if (claimed === undefined) throw new Error('it can be claimed now');
    expect((await scene.fail(claimed)).next_retry_at).not.toBeNull();
    expect(await scene.request(studio, episode)).toMatchObject({ job_id: row?.id, next_retry_at: null });
  });

  it('refuses what must not be queued, with a code for each reason', async () => {
    const studio = await scene.studio({ dailyLimit: 1 });
    const episode = await scene.episode(studio);
    await expect(scene.request(studio, randomUUID())).rejects.toMatchObject({ code: 'SR404' });
    await expect(scene.request(studio, episode, randomUUID(), 11)).rejects.toMatchObject({ code: 'SR400' });
    const stranger = await scene.studio();
    await expect(scene.request(stranger, episode)).rejects.toMatchObject({ code: 'SR404' });

    await scene.sql`update projects set status = 'PAUSED' where id = ${studio.project}`;
    await expect(scene.request(studio, episode)).rejects.toMatchObject({
      code: 'SR409',
      hint: expect.stringContaining('Resume'),
    });
    await scene.sql`update projects set status = 'ACTIVE' where id = ${studio.project}`;

    await scene.sql`update organizations set project_limit = 0 where id = ${studio.organization}`;
    await expect(scene.request(studio, episode)).rejects.toMatchObject({ code: 'SR420' });
    await scene.sql`update organizations set project_limit = 3 where id = ${studio.organization}`;

    await scene.sql`insert into token_usage ${scene.sql({ ...usage(1), organization_id: studio.organization })}`;
    await expect(scene.request(studio, episode)).rejects.toMatchObject({
      code: 'SR421',
      hint: expect.stringContaining('tomorrow'),
    });
  });

  it('is for producers, as the worker functions are for workers', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const producer = member(studio.user, studio.organization, 'admin');
    await expect(
      asCaller(scene.sql, worker, (t) => t`select request_generation(${episode}, ${randomUUID()})`),
    ).rejects.toMatchObject({ code: '42501' });
    for (const statement of [
      `claim_generation_jobs('me')`,
      `report_generation_progress('${randomUUID()}', '${randomUUID()}', 'research', 1, '')`,
      `complete_generation('${randomUUID()}', '${randomUUID()}', '{}')`,
      `fail_generation('${randomUUID()}', '${randomUUID()}', '{}')`,
      'expire_leases()',
      'schedule_due_episodes()',
      'deliver_due_episodes()',
      'run_due_work()',
    ]) {
      await expect(
        asCaller(scene.sql, producer, (t) => t.unsafe(`select ${statement}`)),
        statement,
      ).rejects.toMatchObject({ code: '42501' });
    }
    for (const table of ['episode_schedule_queue', 'projects', 'app_settings', 'generation_work']) {
      await expect(
        asCaller(scene.sql, worker, (t) => t.unsafe(`select * from ${table}`)),
        table,
      ).rejects.toMatchObject({ code: '42501' });
    }
  });
});
