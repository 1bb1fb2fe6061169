import { describe, expect, it } from 'vitest';
import { generationScene } from '../testing/generation-scene.ts';

const scene = generationScene();

describe('cancel_generation', () => {
  it('cancels before it begins, and says so again', async () => {
    const studio = await scene.studio();
    const { job_id } = await scene.request(studio, await scene.episode(studio));
    expect(await scene.cancel(studio, job_id)).toMatchObject({ job_id, status: 'cancelled' });
    expect(await scene.cancel(studio, job_id)).toMatchObject({ job_id, status: 'cancelled' });
    expect(await scene.job(job_id)).toMatchObject({
      cancelled_by: studio.user,
      completed_at: expect.any(Date),
      attempts: [],
    });
    expect((await scene.claim(20)).map((job) => job.job_id)).not.toContain(job_id);
  });

  it('cancels while it runs, keeps the text so far and gives the episode its state back', async () => {
    const studio = await scene.studio();
    const empty = await scene.claimed(studio, await scene.episode(studio));
    const begun = await scene.claimed(studio, await scene.episode(studio));
    await scene.report(begun, { partial: { blocks: [{ content: 'Half' }] } });
    await scene.cancel(studio, empty.job_id);
    await scene.cancel(studio, begun.job_id);
    expect(await scene.episodeRow(empty.episode.id)).toMatchObject({ status: 'DRAFT' });
    expect(await scene.episodeRow(begun.episode.id)).toMatchObject({ status: 'PARTIAL' });
    expect(await scene.texts(begun.episode.id)).toEqual(['Half']);
    expect((await scene.job(begun.job_id)).attempts).toMatchObject([{ outcome: 'cancelled' }]);
  });

  it('leaves the jobs of others, and what is over, alone', async () => {
    const studio = await scene.studio();
    const job = await scene.claimed(studio, await scene.episode(studio));
    await expect(scene.cancel(await scene.studio(), job.job_id)).rejects.toMatchObject({ code: 'SR404' });
    await scene.complete(job);
    await expect(scene.cancel(studio, job.job_id)).rejects.toMatchObject({ code: 'SR409' });
  });

  it('happens by itself when the episode is deleted', async () => {
    const studio = await scene.studio();
    const job = await scene.claimed(studio, await scene.episode(studio));
    await scene.sql`update episodes set deleted_at = now() where id = ${job.episode.id}`;
    expect(await scene.job(job.job_id)).toMatchObject({ status: 'cancelled', cancelled_by: null });
  });
});

describe('a finished job', () => {
  it.each(['completed', 'failed', 'cancelled'])('stays %s, whoever writes', async (status) => {
    const studio = await scene.studio();
    const { job_id } = await scene.request(studio, await scene.episode(studio));
    await scene.sql`update episode_schedule_queue set status = ${status}::generation_job_status where id = ${job_id}`;
    for (const other of ['pending', 'processing', 'completed', 'failed', 'cancelled', 'blocked']) {
      if (other === status) continue;
      await expect(
        scene.sql`update episode_schedule_queue set status = ${other}::generation_job_status where id = ${job_id}`,
        other,
      ).rejects.toMatchObject({ code: 'SR409' });
    }
  });
});
