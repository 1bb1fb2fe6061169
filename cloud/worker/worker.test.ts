/** The simulated worker against the real functions, through the real cloud. Only its pauses are taken away. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import postgres, { type Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PublicJob } from '../../shared/domain/generation.ts';
import { mintToken } from '../identity/mint-token.ts';
import { type Cloud, startCloud } from '../server/start-cloud.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { runJob } from './run-job.ts';
import { planRun } from './run-plan.ts';
import { usageOfStage } from './stage-usage.ts';
import { startWorker, type Worker } from './start-worker.ts';
import { createWorkerCalls } from './worker-calls.ts';
import type { WorkerOptions } from './worker-options.ts';

const POLL_LIMIT_MS = 20_000;

describe.each(['Postgres', 'PGlite'])('the simulated worker on %s', (kind) => {
  let database: TestDatabase | null = null;
  let cloud: Cloud;
  let sql: Sql;
  let ada: SupabaseClient;
  const calls: { body: string; headers: NodeJS.Dict<string | string[]> }[] = [];
  const webhook = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    calls.push({ body, headers: request.headers });
    response.end();
  });
  const workers: Worker[] = [];
  const project = crypto.randomUUID();

  beforeAll(async () => {
    const { promise: listening, resolve } = Promise.withResolvers<void>();
    webhook.listen(0, '127.0.0.1', resolve);
    await listening;
    const address = webhook.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    if (kind === 'Postgres') database = await createDatabase();
    cloud = await startCloud({
      worker: false,
      seed: false,
      webhook: { url: `http://127.0.0.1:${port}/webhook/generation`, secret: 'a secret' },
      ...(database === null ? {} : { databaseUrl: database.url }),
    });
    sql = postgres(cloud.databaseUrl, { max: 2, onnotice: () => {} });
    const token = await mintToken({ user: 'user_1', organization: 'org_1', role: 'admin' });
    ada = createClient(cloud.url, cloud.publishableKey, { accessToken: async () => token });
    await ada.realtime.setAuth();
    await ada.rpc('ensure_membership');
    await sql`insert into projects (id, organization_id, title, onboarding_brief) values (${project}, 'org_1', 'The future of UK fintech', 'A client wants to know what is real. No jargon.')`;
    await sql`insert into planning_notes (organization_id, project_id, author_id, content) values ('org_1', ${project}, 'user_1', 'More on regulation, please')`;
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.close();
  });
  afterAll(async () => {
    ada.realtime.disconnect();
    await sql.end();
    await cloud.close();
    await database?.drop();
    await new Promise((done) => webhook.close(done));
  });

  function start(options: Partial<WorkerOptions> = {}): void {
    const token = () => mintToken({ user: 'simulated-worker', worker: true });
    // In place of a worker's thinking: none, but others get their turn.
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 1));
    workers.push(
      startWorker({ url: cloud.url, publishableKey: cloud.publishableKey, token, seed: 'test', pause, ...options }),
    );
  }

  async function request(number: number): Promise<string> {
    const [episode] = await sql<{ id: string }[]>`
      insert into episodes (organization_id, project_id, sequence_number) values ('org_1', ${project}, ${number}) returning id`;
    const { data, error } = await ada.rpc('request_generation', {
      p_episode_id: episode?.id,
      p_idempotency_key: crypto.randomUUID(),
    });
    expect(error).toBeNull();
    return data.job_id;
  }
  const jobOf = async (id: string) => (await sql`select * from episode_schedule_queue where id = ${id}`)[0];

  it('takes a job from the queue to a published episode, and everybody sees it coming', async () => {
    const seen: PublicJob[] = [];
    const { promise: joined, resolve } = Promise.withResolvers<string>();
    ada
      .channel('org:org_1', { config: { private: true } })
      .on('broadcast', { event: 'generation' }, ({ payload }) => seen.push(payload))
      .subscribe((state) => resolve(state));
    expect(await joined).toBe('SUBSCRIBED');
    const job = await request(1);
    start({ failureRate: 0 });
    await expect.poll(async () => (await jobOf(job))?.status, { timeout: POLL_LIMIT_MS }).toBe('completed');

    const [episode] = await sql`select * from episodes where sequence_number = 1`;
    expect(episode).toMatchObject({ status: 'PUBLISHED' });
    expect(episode?.word_count).toBeGreaterThan(800);
    expect(episode?.sources).toHaveLength(4);
    const [block] =
      await sql`select content from blocks where episode_id = ${episode?.id ?? ''} and deleted_at is null`;
    expect(block?.content).toContain('> More on regulation, please');
    const [note] = await sql`select status, incorporated_in_episode_id from planning_notes`;
    expect(note).toEqual({ status: 'incorporated', incorporated_in_episode_id: episode?.id });
    const usage =
      await sql`select operation::text, count(*)::int as n, sum(cost_gbp) > 0 as paid from token_usage group by 1 order by 1`;
    expect(usage).toEqual([
      { operation: 'episode_generation', n: 1, paid: true },
      { operation: 'quality_check', n: 1, paid: true },
      { operation: 'research', n: 3, paid: true },
    ]);

    await expect.poll(() => seen.at(-1)?.status).toBe('completed');
    const stages = [...new Set(seen.filter(({ status }) => status === 'processing').map(({ stage }) => stage))];
    expect(stages).toEqual(expect.arrayContaining(['research', 'writing', 'review']));
    const percents = seen.map(({ percent }) => percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
  });

  it('is announced to the webhook, signed', async () => {
    const job = await request(2);
    await expect.poll(() => calls.map(({ body }) => JSON.parse(body).job_id)).toContain(job);
    const call = calls.find(({ body }) => body.includes(job));
    const { createHmac } = await import('node:crypto');
    const timestamp = call?.headers['x-showrunner-timestamp'];
    const expected = createHmac('sha256', 'a secret').update(`${timestamp}.${call?.body}`).digest('hex');
    expect(call?.headers['x-showrunner-signature']).toBe(expected);
    await ada.rpc('cancel_generation', { p_job_id: job });
  });

  it('fails as real ones do: the reason is kept, the spending too, and it is tried again later', async () => {
    const job = await request(3);
    const worker = createWorkerCalls({
      url: cloud.url,
      publishableKey: cloud.publishableKey,
      token: () => mintToken({ user: 'simulated-worker', worker: true }),
      name: 'simulated-worker',
      signal: new AbortController().signal,
    });
    // At the first step of the writing: what the research has cost is known by then, and no report has carried it.
    const random = () => 0.3;
    const fate = { speed: 1, failureRate: 1 };
    const { steps, failure } = planRun(random, fate);
    expect(failure?.step).toBe(steps.findIndex(({ stage }) => stage === 'writing'));
    // A claim may pass over a row that another transaction holds for a moment.
    const claimed = await vi.waitFor(async () => {
      const [one] = await worker.claim(1);
      if (one === undefined) throw new Error('nothing was claimed');
      return one;
    }, POLL_LIMIT_MS);
    expect(claimed.job_id).toBe(job);
    const { signal } = new AbortController();
    expect(await runJob(claimed, { calls: worker, random, ...fate, pause: async () => {}, signal })).toBe('failed');

    const failed = await jobOf(job);
    expect(failed).toMatchObject({ status: 'pending', attempt_count: 1, error_message: failure?.error.message });
    expect(failed?.attempts).toHaveLength(1);
    expect(failed?.next_retry_at.getTime()).toBeGreaterThan(Date.now());
    const spent = await sql`
      select operation::text, model, prompt_tokens, completion_tokens, cost_usd::float, cost_gbp::float
      from token_usage where job_id = ${job}`;
    expect([...spent]).toEqual(usageOfStage('research', random).map(({ id: _, ...entry }) => entry));
    await ada.rpc('cancel_generation', { p_job_id: job });
  });

  it('stops when it is told that nobody wants the result any more', async () => {
    const job = await request(4);
    const lines: string[] = [];
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    // Held only once it has the job: a claim may pass over a row that another transaction holds for a moment.
    const pause = async (_ms: number, signal: AbortSignal) => {
      if ((await jobOf(job))?.status === 'processing') await Promise.race([mayGoOn, once(signal, 'abort')]);
    };
    start({ failureRate: 0, pause, log: (line) => lines.push(line) });
    await expect.poll(async () => (await jobOf(job))?.stage, { timeout: POLL_LIMIT_MS }).toBe('research');
    expect((await ada.rpc('cancel_generation', { p_job_id: job })).error).toBeNull();
    goOn();
    await expect.poll(() => lines.join('\n')).toContain(`job ${job} attempt 1 stopped`);
    expect(await jobOf(job)).toMatchObject({ status: 'cancelled' });
  });
});
