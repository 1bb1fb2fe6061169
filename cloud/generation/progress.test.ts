import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generationScene, usage } from '../testing/generation-scene.ts';

const scene = generationScene();

async function started(options?: Parameters<typeof scene.studio>[0]) {
  const studio = await scene.studio(options);
  const episode = await scene.episode(studio);
  return { studio, episode, job: await scene.claimed(studio, episode) };
}

describe('report_generation_progress', () => {
  it('shows the progress in the row and extends the lease', async () => {
    const { job } = await started();
    await scene.sql`update episode_schedule_queue set lease_expires_at = now() + interval '1 second' where id = ${job.job_id}`;
    const answer = await scene.report(job, {
      stage: 'writing',
      percent: 40,
      message: 'Writing part two',
      eta: 90,
      seq: 5,
    });
    expect(answer).toMatchObject({ continue: true, reason: null });
    const row = await scene.job(job.job_id);
    expect(row).toMatchObject({ stage: 'writing', percent: 40, message: 'Writing part two', eta_seconds: 90 });
    expect(row.lease_expires_at.getTime()).toBeGreaterThan(Date.now() + 800_000);
  });

  it('ignores what is older than the newest report, and never goes back', async () => {
    const { job } = await started();
    await scene.report(job, { stage: 'writing', percent: 50, message: 'new', seq: 7 });
    expect(await scene.report(job, { stage: 'research', percent: 20, message: 'old', seq: 6 })).toMatchObject({
      continue: true,
      reason: 'stale',
    });
    expect(await scene.report(job, { stage: 'review', percent: 90, message: 'twice', seq: 7 })).toMatchObject({
      reason: 'stale',
    });
    expect(await scene.job(job.job_id)).toMatchObject({ stage: 'writing', percent: 50, message: 'new' });
    await scene.report(job, { stage: 'research', percent: 10, message: 'newest', seq: 8 });
    expect(await scene.job(job.job_id)).toMatchObject({ stage: 'writing', percent: 50, message: 'newest' });
    await scene.report(job, { percent: 140, message: 'without a number' });
    expect(await scene.job(job.job_id)).toMatchObject({ percent: 100, message: 'without a number' });
  });

  it('counts usage at once, although progress moves between two reports', async () => {
    const { job } = await started();
    for (const seq of [1, 2, 3]) await scene.report(job, { seq, partial: { usage: [usage(0.1)] } });
    await scene.report(job, { seq: 3, partial: { usage: [usage(0.1)] } });
    expect(Number((await scene.job(job.job_id)).cost_gbp)).toBeCloseTo(0.3);
    const entry = { ...usage(0.5), id: randomUUID() };
    await scene.report(job, { partial: { usage: [entry] } });
    await scene.report(job, { partial: { usage: [entry] } });
    expect(Number((await scene.job(job.job_id)).cost_gbp)).toBeCloseTo(0.8);
  });

  it('stops a generation that costs more than an episode may', async () => {
    const { job, episode } = await started({ episodeLimit: 1 });
    expect(await scene.report(job, { seq: 1, partial: { usage: [usage(0.9)] } })).toMatchObject({ continue: true });
    const answer = await scene.report(job, { seq: 2, partial: { usage: [usage(0.2)] } });
    expect(answer).toEqual({ continue: false, reason: 'episode_cost_limit', status: 'failed' });
    expect((await scene.job(job.job_id)).error_message).toContain('£1.10');
    expect(await scene.episodeRow(episode)).toMatchObject({ status: 'FAILED' });
    expect(await scene.report(job, { seq: 3 })).toMatchObject({ continue: false, reason: 'episode_cost_limit' });
  });

  it('stops and blocks a job when the day is spent, without using up an attempt, and lets it begin again', async () => {
    const { job, studio, episode } = await started({ dailyLimit: 1 });
    const answer = await scene.report(job, {
      seq: 1,
      partial: { blocks: [{ content: 'Half a text' }], usage: [usage(1.2)] },
    });
    expect(answer).toEqual({ continue: false, reason: 'daily_cost_limit', status: 'blocked' });
    const row = await scene.job(job.job_id);
    expect(row.blocked_reason).toContain('daily limit of £1.00');
    expect(row.max_attempts - row.attempt_count).toBe(3);
    expect(await scene.texts(episode)).toEqual(['Half a text']);
    // What was spent after that report still counts, once.
    await scene.fail(job, { message: 'stopped' }, [usage(0.3)]);
    await scene.fail(job, { message: 'stopped' }, [usage(0.3)]);
    expect(Number((await scene.job(job.job_id)).cost_gbp)).toBeCloseTo(1.5);
    expect(await scene.job(job.job_id)).toMatchObject({ status: 'blocked' });

    await scene.sql`update organizations set daily_cost_limit_gbp = 10 where id = ${studio.organization}`;
    expect(await scene.job(job.job_id)).toMatchObject({ status: 'pending', blocked_reason: null });
    expect((await scene.claim(20)).map(({ job_id }) => job_id)).toContain(job.job_id);
  });

  it('tells a worker of a cancelled job to stop, and counts what it had spent', async () => {
    const { job, studio } = await started();
    await scene.cancel(studio, job.job_id);
    const report = { seq: 1, partial: { usage: [usage(0.4)] } };
    expect(await scene.report(job, report)).toEqual({ continue: false, reason: 'cancelled', status: 'cancelled' });
    expect(await scene.report(job, report)).toMatchObject({ continue: false });
    expect(Number((await scene.job(job.job_id)).cost_gbp)).toBeCloseTo(0.4);
  });

  it('refuses a foreign lease and an unknown stage', async () => {
    const { job } = await started();
    await expect(scene.report({ ...job, lease_token: randomUUID() }, {})).rejects.toMatchObject({ code: 'SR423' });
    await expect(scene.report({ ...job, job_id: randomUUID() }, {})).rejects.toMatchObject({ code: 'SR404' });
    await expect(scene.report(job, { stage: 'thinking' })).rejects.toMatchObject({ code: 'SR400' });
  });
});
