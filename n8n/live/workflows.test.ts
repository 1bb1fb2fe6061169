/** The workflows in a real n8n, against the real cloud on real Postgres; only the model is local. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startN8n } from '../host/run-n8n.ts';
import { type LiveStudio, openLiveStudio } from './studio.ts';

// A run takes seconds; what a lost call costs is a minute, until n8n looks by itself.
const POLL = { timeout: 150_000, interval: 200 };

let studio: LiveStudio;
beforeAll(async () => {
  studio = await openLiveStudio();
});
afterAll(() => studio?.close());
beforeEach(() => studio.models.behave({ kind: 'well' }));

async function jobOf(id: string) {
  const [job] = await studio.sql`select * from episode_schedule_queue where id = ${id}`;
  if (job === undefined) throw new Error('The job is gone.');
  return job;
}

const statusOf = async (id: string): Promise<string> => (await jobOf(id)).status;
const outcomesOf = async (id: string): Promise<string[]> =>
  (await jobOf(id)).attempts.map(({ outcome }: { outcome: string }) => outcome);
const usageOf = (job: string) =>
  studio.sql`select operation, model, prompt_tokens, completion_tokens, cost_gbp from token_usage where job_id = ${job} order by created_at, operation`;

it('takes a request to a published episode with blocks, sources, usage and notes', async () => {
  const { sql, project } = studio;
  const [note] = await sql`insert into planning_notes (organization_id, project_id, author_id, content)
    values ('org_live', ${project}, 'user_live', 'More on regulation, please') returning id`;
  const { episode, job } = await studio.request();
  await expect.poll(() => statusOf(job), POLL).toBe('completed');

  const [row] = await sql`select status, title, summary, sources from episodes where id = ${episode}`;
  expect(row).toMatchObject({ status: 'PUBLISHED' });
  expect(row?.title).not.toBe('');
  expect(row?.summary).not.toBe('');
  expect(row?.sources.length).toBeGreaterThan(2);
  const blocks =
    await sql`select type, content, source_urls from blocks where episode_id = ${episode} and deleted_at is null order by position`;
  expect(blocks.map(({ type }) => type)).toEqual(['INSIGHT', 'MARKDOWN']);
  expect(blocks[1]?.content).toContain('More on regulation, please');
  expect(blocks[0]?.source_urls.length).toBeGreaterThan(2);
  expect(
    await sql`select status, incorporated_in_episode_id as episode from planning_notes where id = ${note?.id}`,
  ).toEqual([{ status: 'incorporated', episode }]);

  const usage = await usageOf(job);
  expect(usage.map(({ operation }) => operation).sort()).toEqual(['episode_generation', 'quality_check', 'research']);
  for (const { prompt_tokens, completion_tokens, cost_gbp } of usage) {
    expect(prompt_tokens).toBeGreaterThan(50);
    expect(completion_tokens).toBeGreaterThan(10);
    expect(Number(cost_gbp)).toBeGreaterThan(0);
  }
  const { cost_gbp } = await jobOf(job);
  expect(Number(cost_gbp)).toBeCloseTo(
    usage.reduce((sum, entry) => sum + Number(entry.cost_gbp), 0),
    6,
  );
  expect(await outcomesOf(job)).toEqual(['completed']);
});

it('makes one episode of the same call delivered three times, and refuses calls that are not signed', async () => {
  const called = studio.models.calls.length;
  const { job } = await studio.request();
  const body = JSON.stringify({ job_id: job });
  expect(await Promise.all([1, 2, 3].map(() => studio.callWebhook(body)))).toEqual([202, 202, 202]);
  await expect.poll(() => statusOf(job), POLL).toBe('completed');
  expect(await studio.callWebhook(body)).toBe(202);
  expect(await studio.callWebhook(body, { secret: 'another secret' })).toBe(401);
  expect(await studio.callWebhook(body, { timestamp: Math.floor(Date.now() / 1000) - 3600 })).toBe(401);

  expect(await outcomesOf(job)).toEqual(['completed']);
  expect(studio.models.calls.slice(called)).toEqual(['research', 'writing', 'review']);
  expect(await usageOf(job)).toHaveLength(3);
});

it('tries again when an agent fails, and people hear of it', async () => {
  studio.models.behave({ kind: 'overloaded' });
  const told = studio.alerts.length;
  const { episode, job } = await studio.request();
  await expect.poll(async () => (await outcomesOf(job)).length, POLL).toBeGreaterThan(0);
  studio.models.behave({ kind: 'well' });
  await expect.poll(() => statusOf(job), POLL).toBe('completed');

  const outcomes = await outcomesOf(job);
  expect(outcomes.at(-1)).toBe('completed');
  expect(new Set(outcomes.slice(0, -1))).toEqual(new Set(['failed']));
  const [failed] = (await jobOf(job)).attempts;
  expect(failed.error).toMatchObject({ code: 'AGENT_FAILED' });
  expect(await studio.sql`select status from episodes where id = ${episode}`).toEqual([{ status: 'PUBLISHED' }]);
  await expect.poll(() => studio.alerts.length, POLL).toBeGreaterThan(told);
  expect(studio.alerts.at(-1)).toMatch(
    /^Showrunner: episode failed at "Attempt failed" \(execution \d+\): The generator/,
  );
});

it('gives up after the attempts that a job has', async () => {
  studio.models.behave({ kind: 'overloaded' });
  const { job } = await studio.request();
  await expect.poll(() => statusOf(job), POLL).toBe('failed');
  const { attempt_count, max_attempts } = await jobOf(job);
  expect(attempt_count).toBe(max_attempts);
  expect(await outcomesOf(job)).toEqual(Array.from({ length: max_attempts }, () => 'failed'));
});

it('counts what an answer has cost that was of no use', async () => {
  studio.models.behave({ kind: 'nonsense' });
  const { job } = await studio.request();
  await expect.poll(() => statusOf(job), POLL).toBe('failed');
  const { attempt_count } = await jobOf(job);
  const usage = await usageOf(job);
  expect(usage.map(({ operation }) => operation)).toEqual(Array.from({ length: attempt_count }, () => 'research'));
  for (const { cost_gbp } of usage) expect(Number(cost_gbp)).toBeGreaterThan(0);
});

it('delivers a failure later when the cloud could not be told of it', async () => {
  const { models, sql } = studio;
  const told = studio.alerts.length;
  models.behave({ kind: 'overloaded' });
  await sql`revoke execute on function fail_generation from generation_worker`;
  const { job } = await studio.request();
  // The episode's workflow has given up; that of the errors first tells people, then delivers.
  await expect
    .poll(() => studio.alerts.slice(told), POLL)
    .toContainEqual(expect.stringContaining('"Failure not delivered"'));
  expect(await outcomesOf(job)).toEqual([]);
  models.behave({ kind: 'well' });
  await sql`grant execute on function fail_generation to generation_worker`;
  await expect.poll(() => statusOf(job), POLL).toBe('completed');
  expect(await outcomesOf(job)).toEqual(['failed', 'completed']);
});

it('answers a question, and the next one of the conversation after it', async () => {
  const { sql } = studio;
  const { episode, job } = await studio.request();
  await expect.poll(() => statusOf(job), POLL).toBe('completed');
  const first = await studio.ask('What do lenders pay for risk?', { episode });
  const second = await studio.ask('And who pays?', { session: first.session });
  await expect.poll(async () => (await studio.messageOf(second.message)).answer_state, POLL).toBe('answered');
  const said = await sql`
    select q.content as question, a.content, a.metadata ->> 'suggested_note' as note, a.user_id
    from chat_messages a join chat_messages q on q.id = a.answers where a.session_id = ${first.session} order by a.created_at`;
  expect(said.map(({ question }) => question)).toEqual(['What do lenders pay for risk?', 'And who pays?']);
  for (const { content, user_id } of said) expect([content !== '', user_id]).toEqual([true, 'user_live']);
  expect(said[0]?.note).not.toBe('');
  const usage = await sql`select operation, episode_id, cost_gbp::float from token_usage where operation = 'chat'`;
  expect(usage).toHaveLength(2);
  for (const { episode_id, cost_gbp } of usage) expect([episode_id, cost_gbp > 0]).toEqual([episode, true]);
});

it('answers a question of which n8n was never told', async () => {
  const { sql } = studio;
  await sql`update app_settings set value = value || '{"url": null}' where key = 'generation.webhook'`;
  const { message } = await studio.ask('Does anybody hear this?');
  await expect.poll(async () => (await studio.messageOf(message)).answer_state, POLL).toBe('answered');
  await sql`update app_settings set value = value || jsonb_build_object('url', ${studio.webhook}::text) where key = 'generation.webhook'`;
});

it('says why a question has no answer when the model has failed often enough, and answers when it is asked again', async () => {
  const { models, sql } = studio;
  await sql`update app_settings set value = '1' where key = 'chat.max_attempts'`;
  models.behave({ kind: 'overloaded' });
  const { message } = await studio.ask('Are you there?');
  await expect.poll(async () => (await studio.messageOf(message)).answer_state, POLL).toBe('failed');
  expect((await studio.messageOf(message)).answer_reason).toMatch(/^The assistant could not do its work: ./);
  models.behave({ kind: 'well' });
  await sql`update chat_messages set asked = asked + 1 where id = ${message}`;
  await expect.poll(async () => (await studio.messageOf(message)).answer_state, POLL).toBe('answered');
});

it('stops when the generation is cancelled', async () => {
  const { models, ada } = studio;
  const called = models.calls.length;
  models.behave({ kind: 'held' });
  const researching = models.whenHeld('research');
  const { episode, job } = await studio.request();
  await researching;
  expect((await ada.rpc('cancel_generation', { p_job_id: job })).error).toBeNull();
  models.behave({ kind: 'well' });
  // The report after the research carries what it cost, also of a job that was stopped, and is answered with "stop".
  await expect.poll(async () => (await usageOf(job)).length, POLL).toBe(1);
  const { job: next } = await studio.request();
  await expect.poll(() => statusOf(next), POLL).toBe('completed');
  expect(models.calls.slice(called)).toEqual(['research', 'research', 'writing', 'review']);
  expect(await statusOf(job)).toBe('cancelled');
  expect(await studio.sql`select from blocks where episode_id = ${episode}`).toHaveLength(0);
});

it('is tried a second time by the next n8n when n8n was killed', async () => {
  const { models, sql } = studio;
  models.behave({ kind: 'held' });
  const researching = models.whenHeld('research');
  const { episode, job } = await studio.request();
  await researching;
  await studio.n8n.kill();
  models.behave({ kind: 'well' });
  expect(await statusOf(job)).toBe('processing');

  // Nobody says a word: the cloud's own minute finds the lease at its end.
  await expect.poll(() => outcomesOf(job), POLL).toEqual(['expired']);
  studio.n8n = await startN8n(studio.host);
  await expect.poll(() => statusOf(job), POLL).toBe('completed');
  expect(await outcomesOf(job)).toEqual(['expired', 'completed']);
  expect(await sql`select status from episodes where id = ${episode}`).toEqual([{ status: 'PUBLISHED' }]);
  expect(await sql`select from blocks where episode_id = ${episode} and deleted_at is null`).toHaveLength(2);
});
