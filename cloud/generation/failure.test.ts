import { describe, expect, it } from 'vitest';
import type { ClaimedJob } from '../../shared/domain/generation.ts';
import { generationScene, type Studio, usage } from '../testing/generation-scene.ts';

const scene = generationScene();

async function claimAgain(studio: Studio, job: ClaimedJob): Promise<ClaimedJob> {
  await scene.request(studio, job.episode.id);
  const again = (await scene.claim(20)).find(({ job_id }) => job_id === job.job_id);
  if (again === undefined) throw new Error('the job can be claimed again');
  return again;
}

function minutesFromNow(at: string | null): number {
  return at === null ? Number.NaN : Math.round((new Date(at).getTime() - Date.now()) / 60_000);
}

describe('fail_generation', () => {
  it('retries after 30 minutes, then after an hour, before the standard jobs; then it has failed for good', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const first = await scene.claimed(studio, episode);
    const once = await scene.fail(first, { message: 'Overloaded', code: '529' }, [usage(0.1)]);
    expect(once).toMatchObject({ status: 'pending', attempt: 1 });
    expect(minutesFromNow(once.next_retry_at)).toBe(30);
    expect(await scene.fail(first)).toEqual(once);
    expect(await scene.job(first.job_id)).toMatchObject({ error_message: 'Overloaded', priority: 10 });
    expect((await scene.claim(20)).map(({ job_id }) => job_id)).not.toContain(first.job_id);

    const second = await claimAgain(studio, first);
    expect(second.attempt).toBe(2);
    expect(minutesFromNow((await scene.fail(second)).next_retry_at)).toBe(60);
    const third = await claimAgain(studio, second);
    expect(await scene.fail(third)).toMatchObject({ status: 'failed', attempt: 3, next_retry_at: null });
    const row = await scene.job(first.job_id);
    expect(
      row.attempts.map(({ attempt, outcome }: { attempt: number; outcome: string }) => [attempt, outcome]),
    ).toEqual([
      [1, 'failed'],
      [2, 'failed'],
      [3, 'failed'],
    ]);
    const failed = await scene.episodeRow(episode);
    expect(failed).toMatchObject({ status: 'FAILED', generation_attempts: 3 });
    expect(failed.generation_errors).toHaveLength(3);
    expect(failed.generation_errors[0]).toMatchObject({ attempt: 1, error: { message: 'Overloaded', code: '529' } });
    expect((await scene.request(studio, episode)).job_id).not.toBe(first.job_id);
  });

  it('puts a standard job at the retry priority', async () => {
    const studio = await scene.studio();
    const { job_id } = await scene.request(studio, await scene.episode(studio));
    const job = (await scene.claim(20)).find((claimed) => claimed.job_id === job_id);
    if (job === undefined) throw new Error('it was claimed');
    await scene.fail(job);
    expect(await scene.job(job_id)).toMatchObject({ priority: 8 });
  });

  it('records what the failure cost, and leaves the notes pending', async () => {
    const studio = await scene.studio();
    await scene.sql`insert into planning_notes (organization_id, project_id, content) values (${studio.organization}, ${studio.project}, 'Note')`;
    const job = await scene.claimed(studio, await scene.episode(studio));
    await scene.fail(job, { message: 'No' }, [usage(0.4)]);
    const [row] = await scene.sql`select sum(cost_gbp)::float as cost from token_usage where job_id = ${job.job_id}`;
    expect(row?.cost).toBeCloseTo(0.4);
    expect(await scene.sql`select status from planning_notes where project_id = ${studio.project}`).toEqual([
      { status: 'pending' },
    ]);
  });

  it('does not retry what cannot succeed', async () => {
    const studio = await scene.studio();
    const job = await scene.claimed(studio, await scene.episode(studio));
    expect(await scene.fail(job, { message: 'The brief is empty.' }, [], false)).toMatchObject({
      status: 'failed',
      attempt: 1,
    });
  });

  it('leaves a published episode published', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio, { status: 'PUBLISHED' });
    const job = await scene.claimed(studio, episode);
    await scene.fail(job, { message: 'No' }, [], false);
    expect(await scene.episodeRow(episode)).toMatchObject({ status: 'PUBLISHED' });
  });
});

describe('expire_leases', () => {
  it('gives up silent workers only, as a failed attempt', async () => {
    const studio = await scene.studio();
    const silent = await scene.claimed(studio, await scene.episode(studio));
    const alive = await scene.claimed(studio, await scene.episode(studio));
    await scene.sql`update episode_schedule_queue set lease_expires_at = now() - interval '1 second' where id = ${silent.job_id}`;
    const [row] = await scene.sql`select expire_leases() as answer`;
    expect(row?.answer).toEqual({ retried: 1, failed: 0 });
    expect(await scene.job(silent.job_id)).toMatchObject({
      status: 'pending',
      next_retry_at: expect.any(Date),
      lease_token: null,
    });
    expect((await scene.job(silent.job_id)).attempts).toMatchObject([{ outcome: 'expired' }]);
    expect(await scene.job(alive.job_id)).toMatchObject({ status: 'processing', lease_token: alive.lease_token });
  });

  it('keeps the partial text, and a later attempt replaces it', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    await scene.sql`insert into blocks (organization_id, episode_id, content) values (${studio.organization}, ${episode}, '')`;
    const job = await scene.claimed(studio, episode);
    await scene.report(job, { seq: 1, partial: { title: 'A start', blocks: [{ content: 'One' }] } });
    await scene.report(job, {
      seq: 2,
      partial: { title: 'A start', blocks: [{ content: 'One' }, { content: 'Two' }] },
    });
    expect(await scene.texts(episode)).toEqual(['']);
    await scene.sql`select expire_leases(now() + interval '1 hour')`;
    expect((await scene.texts(episode)).filter((text) => text !== '')).toEqual(['One', 'Two']);
    expect(await scene.episodeRow(episode)).toMatchObject({ status: 'PARTIAL', title: 'A start' });

    const again = await claimAgain(studio, job);
    await scene.report(again, { seq: 1, partial: { blocks: [{ content: 'Better' }] } });
    await scene.fail(again);
    expect((await scene.texts(episode)).filter((text) => text !== '')).toEqual(['Better']);
    const last = await claimAgain(studio, again);
    await scene.complete(last);
    expect(await scene.texts(episode)).toEqual(['New text.']);
    expect(await scene.episodeRow(episode)).toMatchObject({ status: 'PUBLISHED' });
  });

  it('keeps a partial text that a producer went on with, beside the later result', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const job = await scene.claimed(studio, episode);
    await scene.report(job, { partial: { blocks: [{ content: 'One' }] } });
    await scene.fail(job);
    await scene.sql`update blocks set content = 'One, finished by hand' where episode_id = ${episode}`;
    const again = await claimAgain(studio, job);
    await scene.report(again, { partial: { blocks: [{ content: 'Another start' }] } });
    await scene.fail(again);
    expect(await scene.texts(episode)).toEqual(['One, finished by hand']);
    await scene.complete(await claimAgain(studio, again));
    expect(await scene.texts(episode)).toEqual(['New text.', 'One, finished by hand']);
  });

  it('puts no partial text beside a text that is there', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio, { status: 'PUBLISHED' });
    await scene.sql`insert into blocks (organization_id, episode_id, content) values (${studio.organization}, ${episode}, 'Finished')`;
    const job = await scene.claimed(studio, episode);
    await scene.report(job, { partial: { blocks: [{ content: 'Half' }] } });
    await scene.fail(job, { message: 'No' }, [], false);
    expect(await scene.texts(episode)).toEqual(['Finished']);
    expect(await scene.episodeRow(episode)).toMatchObject({ status: 'PUBLISHED' });
  });

  it('keeps the partial text also when the last attempt failed', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const job = await scene.claimed(studio, episode);
    await scene.report(job, { partial: { blocks: [{ content: 'Half' }] } });
    await scene.fail(job, { message: 'No' }, [], false);
    expect(await scene.texts(episode)).toEqual(['Half']);
    expect(await scene.episodeRow(episode)).toMatchObject({ status: 'PARTIAL' });
    expect(await scene.job(job.job_id)).toMatchObject({ status: 'failed' });
  });
});
