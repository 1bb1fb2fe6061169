import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generationScene } from '../testing/generation-scene.ts';

const scene = generationScene();

const eventsOf = (organization: string) =>
  scene.sql<{ payload: { [field: string]: unknown } }[]>`
    select payload from realtime.messages where topic = ${`org:${organization}`} and event = 'generation' and private
    order by (payload ->> 'rev')::bigint`;

describe('the Realtime event `generation`', () => {
  it('carries every change of a job, each newer than the one before, and nothing secret', async () => {
    const studio = await scene.studio();
    const job = await scene.claimed(studio, await scene.episode(studio));
    for (const seq of [1, 2, 3]) await scene.report(job, { seq, percent: seq * 10 });
    await scene.fail(job);
    await scene.request(studio, job.episode.id);
    const again = (await scene.claim(20)).find(({ job_id }) => job_id === job.job_id);
    if (again === undefined) throw new Error('claimed again');
    await scene.report(again, { seq: 1, percent: 5 });
    await scene.complete(again);
    const events = await eventsOf(studio.organization);
    const last = events.at(-1)?.payload;
    expect(last).toMatchObject({ id: job.job_id, status: 'completed', percent: 100, episode_id: job.episode.id });
    expect(JSON.stringify(events)).not.toContain(job.lease_token);
    expect(JSON.stringify(events)).not.toContain(again.lease_token);
    for (const field of ['lease_token', 'result', 'attempts', 'error_details', 'idempotency_key'])
      expect(last).not.toHaveProperty(field);
    const order = events.map(({ payload }) => [Number(payload.attempt_count), Number(payload.progress_seq)] as const);
    for (const [index, [attempt, seq]] of order.entries()) {
      const [attemptBefore, seqBefore] = order[index - 1] ?? [-1, -1];
      expect(attempt > attemptBefore || (attempt === attemptBefore && seq > seqBefore), JSON.stringify(order)).toBe(
        true,
      );
    }
  });
});

describe('the webhook', () => {
  it('is signed with HMAC-SHA256 as everybody computes it', async () => {
    const samples = fc.sample(fc.tuple(fc.uint8Array({ maxLength: 150 }), fc.uint8Array({ maxLength: 300 })), 60);
    for (const [key, message] of samples) {
      const [row] = await scene.sql`select hmac_sha256(${Buffer.from(key)}, ${Buffer.from(message)}) as hex`;
      expect(row?.hex).toBe(createHmac('sha256', key).update(message).digest('hex'));
    }
  });

  it('is called through pg_net when a job can be claimed, and not before', async () => {
    const studio = await scene.studio();
    // What pg_net offers, keeping the calls instead of making them.
    await scene.sql.unsafe(`
      create schema net;
      create table net.calls (id bigint generated always as identity, url text, body jsonb, headers jsonb);
      create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds int default 5000)
      returns bigint language sql as $$ insert into net.calls (url, body, headers) values (url, body, headers) returning id $$;`);
    const calls = () => scene.sql`select url, body::text, headers from net.calls order by id`;
    await scene.request(studio, await scene.episode(studio));
    expect(await calls()).toEqual([]);
    await scene.sql`update app_settings set value = '{"url": "https://n8n.example/hook", "secret": "a secret"}' where key = 'generation.webhook'`;

    const { job_id } = await scene.request(studio, await scene.episode(studio));
    const [call, ...more] = await calls();
    expect(more).toEqual([]);
    expect(call).toMatchObject({ url: 'https://n8n.example/hook' });
    expect(JSON.parse(call?.body)).toEqual({ job_id });
    const timestamp = call?.headers['x-showrunner-timestamp'];
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
    expect(call?.headers['x-showrunner-signature']).toBe(
      createHmac('sha256', 'a secret').update(`${timestamp}.${call?.body}`).digest('hex'),
    );

    await scene.sql`insert into episode_schedule_queue (organization_id, project_id, episode_id, idempotency_key, generation_start_time)
      values (${studio.organization}, ${studio.project}, ${await scene.episode(studio)}, gen_random_uuid(), now() + interval '1 hour')`;
    expect(await calls()).toHaveLength(1);

    await scene.sql`drop function net.http_post`;
    await scene.sql.unsafe(`create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds int default 5000)
      returns bigint language plpgsql as $$ begin raise exception 'the network is down'; end $$`);
    expect(await scene.request(studio, await scene.episode(studio))).toMatchObject({ status: 'pending' });
  });

  it('has a timer only where pg_cron is', async () => {
    expect((await scene.sql`select install_timer() as installed`)[0]?.installed).toBe(false);
    await scene.sql.unsafe(`
      create schema cron;
      create table cron.jobs (name text primary key, schedule text, command text);
      create function cron.schedule(job_name text, schedule text, command text) returns bigint language sql as
      $$ insert into cron.jobs values (job_name, schedule, command) on conflict (name) do update set command = excluded.command returning 1::bigint $$;`);
    for (const _ of [1, 2]) expect((await scene.sql`select install_timer() as installed`)[0]?.installed).toBe(true);
    const [job] = await scene.sql`select * from cron.jobs`;
    expect(job).toMatchObject({ schedule: '* * * * *' });
    await expect(scene.sql.unsafe(job?.command)).resolves.toHaveLength(1);
  });
});
