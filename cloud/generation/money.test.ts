import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AiOperation } from '../../shared/domain/generation.ts';
import { generationScene, type Studio, usage } from '../testing/generation-scene.ts';

const scene = generationScene();

const spend = (studio: Studio, cost: number, at = new Date(), operation: AiOperation = 'chat') =>
  scene.sql`insert into token_usage ${scene.sql({ ...usage(cost, operation), organization_id: studio.organization, created_at: at })}`;

const daily = (studio: Studio) =>
  scene.sql`select usage_date::text, calls, total_tokens::int, cost_gbp::float, by_operation
    from token_usage_daily where organization_id = ${studio.organization} order by usage_date`;

describe('token_usage_daily', () => {
  it('is the sum of the raw rows, however many write at once', async () => {
    const studio = await scene.studio();
    const operations: AiOperation[] = ['episode_generation', 'chat', 'research', 'quality_check', 'onboarding'];
    const rows = fc.sample(
      fc.record({ cost: fc.integer({ min: 0, max: 5000 }), operation: fc.constantFrom(...operations) }),
      240,
    );
    await Promise.all(
      Array.from({ length: 12 }, async (_, writer) => {
        for (const { cost, operation } of rows.filter((__, index) => index % 12 === writer)) {
          await spend(studio, cost / 1e6, new Date(), operation);
        }
      }),
    );
    const [difference] = await scene.sql`
      with raw as (
        select count(*) as calls, sum(prompt_tokens) as prompt, sum(completion_tokens) as completion, sum(total_tokens) as tokens,
          sum(cost_usd) as usd, sum(cost_gbp) as gbp
        from token_usage where organization_id = ${studio.organization}
      ), kept as (
        select sum(calls) as calls, sum(prompt_tokens)::bigint as prompt, sum(completion_tokens)::bigint as completion,
          sum(total_tokens)::bigint as tokens, sum(cost_usd) as usd, sum(cost_gbp) as gbp
        from token_usage_daily where organization_id = ${studio.organization}
      )
      select raw = kept as equal, raw.calls::int from raw, kept`;
    expect(difference).toEqual({ equal: true, calls: 240 });
    const wrong = await scene.sql`
      select b.key from token_usage_daily d, jsonb_each(d.by_operation) b
      where d.organization_id = ${studio.organization} and (
        select jsonb_build_object('calls', count(*), 'tokens', sum(u.total_tokens), 'cost_gbp', sum(u.cost_gbp))
        from token_usage u where u.organization_id = d.organization_id and u.operation::text = b.key
      ) <> b.value`;
    expect(wrong).toEqual([]);
  });

  it('goes by the local day of the organisation', async () => {
    const studio = await scene.studio({ timezone: 'Pacific/Auckland' });
    await spend(studio, 1, new Date('2026-01-10T10:59:59Z'));
    await spend(studio, 2, new Date('2026-01-10T11:00:00Z'));
    expect(await daily(studio)).toMatchObject([
      { usage_date: '2026-01-10', cost_gbp: 1 },
      { usage_date: '2026-01-11', cost_gbp: 2 },
    ]);
  });

  it('takes many rows of several days and organisations in one statement', async () => {
    const [one, two] = [await scene.studio(), await scene.studio()];
    const rows = [one, two, one].map((studio, index) => ({
      ...usage(index + 1),
      organization_id: studio.organization,
      created_at: new Date(Date.UTC(2026, 0, 1 + index, 12)),
    }));
    await scene.sql`insert into token_usage ${scene.sql(rows)}`;
    expect((await daily(one)).map(({ cost_gbp }) => cost_gbp)).toEqual([1, 3]);
    expect((await daily(two)).map(({ cost_gbp }) => cost_gbp)).toEqual([2]);
  });

  it('is built on rows that cannot be changed', async () => {
    const studio = await scene.studio();
    await spend(studio, 1);
    await expect(
      scene.sql`update token_usage set cost_gbp = 0 where organization_id = ${studio.organization}`,
    ).rejects.toMatchObject({ code: 'SR409' });
    await expect(
      scene.sql`delete from token_usage where organization_id = ${studio.organization}`,
    ).rejects.toMatchObject({ code: 'SR409' });
  });
});

describe('usage as a worker sends it', () => {
  it('is brought into shape and never lost', async () => {
    const studio = await scene.studio();
    const job = await scene.claimed(studio, await scene.episode(studio));
    const odd = JSON.parse(
      '[{"operation": "thinking", "cost_gbp": "0.25"}, {"prompt_tokens": -5, "cost_gbp": 1e12}, 7, {"cost_gbp": "NaN"}]',
    );
    await scene.fail(job, { message: 'No' }, odd);
    const rows =
      await scene.sql`select operation, model, prompt_tokens, cost_gbp::float from token_usage where job_id = ${job.job_id} order by cost_gbp desc`;
    expect(rows).toEqual([
      { operation: 'episode_generation', model: 'unknown', prompt_tokens: 0, cost_gbp: 0.25 },
      { operation: 'episode_generation', model: 'unknown', prompt_tokens: 0, cost_gbp: 0 },
      { operation: 'episode_generation', model: 'unknown', prompt_tokens: 0, cost_gbp: 0 },
    ]);
  });
});

describe('the circuit breaker', () => {
  it('blocks what is pending today, with a reason, and nothing of others or of tomorrow', async () => {
    const studio = await scene.studio({ dailyLimit: 5 });
    const other = await scene.studio({ dailyLimit: 5 });
    const { job_id } = await scene.request(studio, await scene.episode(studio));
    const foreign = await scene.request(other, await scene.episode(other));
    const tomorrow = await scene.request(studio, await scene.episode(studio));
    await scene.sql`update episode_schedule_queue set generation_start_time = now() + interval '25 hours' where id = ${tomorrow.job_id}`;
    await spend(studio, 4.99);
    expect(await scene.job(job_id)).toMatchObject({ status: 'pending' });
    await spend(studio, 0.01);
    expect(await scene.job(job_id)).toMatchObject({
      status: 'blocked',
      blocked_reason: expect.stringContaining('£5.00'),
    });
    expect(await scene.job(foreign.job_id)).toMatchObject({ status: 'pending' });
    expect(await scene.job(tomorrow.job_id)).toMatchObject({ status: 'pending' });
    expect((await scene.claim(20)).map((job) => job.job_id)).not.toContain(job_id);
  });

  it('blocks at the claim what slipped through', async () => {
    const studio = await scene.studio({ dailyLimit: 5 });
    await spend(studio, 5);
    const episode = await scene.episode(studio);
    await scene.sql`insert into episode_schedule_queue (organization_id, project_id, episode_id, idempotency_key)
      values (${studio.organization}, ${studio.project}, ${episode}, gen_random_uuid())`;
    expect((await scene.claim(20)).map((job) => job.episode.id)).not.toContain(episode);
    const [row] = await scene.sql`select status from episode_schedule_queue where episode_id = ${episode}`;
    expect(row?.status).toBe('blocked');
  });

  it('lets go on the next local day, and when an admin raises the limit', async () => {
    const studio = await scene.studio({ dailyLimit: 5, timezone: 'America/New_York' });
    const { job_id } = await scene.request(studio, await scene.episode(studio));
    await spend(studio, 6);
    const [clock] = await scene.sql`
      select first_instant_at('America/New_York', organization_day(${studio.organization}, now()) + 1) as midnight`;
    const release = (at: string) =>
      scene.sql`select release_blocked_jobs(${clock?.midnight}::timestamptz + ${at}::interval, ${studio.organization})`;
    await release('-1 second');
    expect(await scene.job(job_id)).toMatchObject({ status: 'blocked' });
    await release('1 second');
    expect(await scene.job(job_id)).toMatchObject({ status: 'pending', blocked_reason: null });

    await scene.sql`select block_pending_jobs(${studio.organization}, now())`;
    expect(await scene.job(job_id)).toMatchObject({ status: 'blocked' });
    await scene.sql`update organizations set daily_cost_limit_gbp = 5.5 where id = ${studio.organization}`;
    expect(await scene.job(job_id)).toMatchObject({ status: 'blocked' });
    await scene.sql`update organizations set daily_cost_limit_gbp = 7 where id = ${studio.organization}`;
    expect(await scene.job(job_id)).toMatchObject({ status: 'pending' });
    await scene.sql`update organizations set daily_cost_limit_gbp = 6 where id = ${studio.organization}`;
    expect(await scene.job(job_id)).toMatchObject({ status: 'blocked' });
  });
});

describe('the limit of one episode', () => {
  it('is looked at again before each attempt', async () => {
    const studio = await scene.studio({ episodeLimit: 1 });
    const episode = await scene.episode(studio);
    const job = await scene.claimed(studio, episode);
    await scene.fail(job, { message: 'No' }, [usage(1.5)]);
    await scene.sql`update episode_schedule_queue set next_retry_at = null where id = ${job.job_id}`;
    expect((await scene.claim(20)).map(({ job_id }) => job_id)).not.toContain(job.job_id);
    expect(await scene.job(job.job_id)).toMatchObject({
      status: 'failed',
      error_details: { code: 'episode_cost_limit' },
    });
    expect(await scene.episodeRow(episode)).toMatchObject({ status: 'FAILED' });
  });
});
