import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import type { LocalEngine } from '../open-engine.ts';
import { testDesk } from '../testing/test-desk.ts';

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString();

async function newEpisode(engine: LocalEngine): Promise<{ project: string; episode: string }> {
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Pilot' });
  return { project, episode };
}

/** As if it had come from the cloud. */
async function putJob(
  engine: LocalEngine,
  of: { project: string; episode: string },
  job: { id?: string; status: string; created: string; updated?: string },
): Promise<void> {
  await engine.store.query(
    `insert into episode_schedule_queue (id, organization_id, project_id, episode_id, idempotency_key, status, generation_start_time, created_at, updated_at)
     values ($1::uuid, 'org_test', $2::uuid, $3::uuid, $4::uuid, $5::generation_job_status, $6::timestamptz, $6::timestamptz, $7::timestamptz)`,
    [job.id ?? uuidv7(), of.project, of.episode, uuidv7(), job.status, job.created, job.updated ?? job.created],
  );
}

async function putRequest(
  engine: LocalEngine,
  episode: string,
  request: { action: 'request' | 'cancel'; state: string; created: string; job?: string },
): Promise<void> {
  await engine.store.query(
    `insert into generation_requests (id, episode_id, action, state, job_id, created_at)
     values ($1::uuid, $2::uuid, $3, $4, $5::uuid, $6::timestamptz)`,
    [uuidv7(), episode, request.action, request.state, request.job ?? null, request.created],
  );
}

const states = async (engine: LocalEngine) =>
  (await engine.query('generation.requests', {})).map(({ action, state }) => `${action} ${state}`);

test('what the cloud has taken is shown until its job here shows it, and is no dead end meanwhile', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const of = await newEpisode(engine);
  const job = uuidv7();
  await putJob(engine, of, { status: 'failed', created: ago(30) });
  expect(await engine.query('jobs.dead_ends', {})).toMatchObject([{ has_text: false, project_status: 'ACTIVE' }]);
  await putRequest(engine, of.episode, { action: 'request', state: 'accepted', created: ago(2), job });
  expect(await states(engine)).toEqual(['request accepted']);
  expect(await engine.query('jobs.dead_ends', {})).toEqual([]);
  // Asked to begin now, a job that is here may still say that it waits.
  await putJob(engine, of, { id: job, status: 'pending', created: ago(1) });
  expect(await states(engine)).toEqual(['request accepted']);
  await engine.store.query("update episode_schedule_queue set status = 'processing' where id = $1::uuid", [job]);
  expect(await states(engine)).toEqual([]);
  await putRequest(engine, of.episode, { action: 'cancel', state: 'accepted', created: ago(1), job });
  expect(await states(engine)).toEqual(['cancel accepted']);
  await engine.store.query("update episode_schedule_queue set status = 'cancelled' where id = $1::uuid", [job]);
  expect(await states(engine)).toEqual([]);
});

test('what was taken by a cloud that was set back since is shown until it cannot be cancelled', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const { episode } = await newEpisode(engine);
  await putRequest(engine, episode, { action: 'request', state: 'accepted', created: ago(9), job: uuidv7() });
  expect(await states(engine)).toEqual(['request accepted']);
  await putRequest(engine, episode, { action: 'cancel', state: 'refused', created: ago(1) });
  expect(await states(engine)).toEqual(['cancel refused']);
});

test('a refusal stands until a job comes of another request, and while its episode is there', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const of = await newEpisode(engine);
  const stands = async () => (await engine.query('generation.requests', {})).map((request) => request.refusal_stands);
  await putJob(engine, of, { status: 'failed', created: ago(60), updated: ago(30) });
  await putRequest(engine, of.episode, { action: 'request', state: 'refused', created: ago(20) });
  expect(await stands()).toEqual([true]);
  // What a paused project had planned is cancelled, also after it was asked for here.
  await putJob(engine, of, { status: 'cancelled', created: ago(15), updated: ago(10) });
  expect(await stands()).toEqual([true]);
  const [another, made] = [uuidv7(), uuidv7()];
  await putJob(engine, of, { id: another, status: 'failed', created: ago(5) });
  expect(await stands()).toEqual([false]);
  await engine.store.query('delete from episode_schedule_queue where id = $1::uuid', [another]);
  await putJob(engine, of, { id: made, status: 'completed', created: ago(25), updated: ago(5) });
  expect(await stands()).toEqual([false]);
  await engine.store.query('delete from episode_schedule_queue where id = $1::uuid', [made]);
  expect(await stands()).toEqual([true]);
  await engine.command('episode.remove', { id: of.episode });
  expect(await stands()).toEqual([false]);
});

test('they say whether a text would be replaced', async () => {
  await using desk = await testDesk();
  const { engine } = desk;
  const of = await newEpisode(engine);
  await putJob(engine, of, { status: 'failed', created: ago(60) });
  await putRequest(engine, of.episode, { action: 'request', state: 'refused', created: ago(20) });
  const said = async () => [
    (await engine.query('jobs.dead_ends', {}))[0]?.has_text,
    (await engine.query('generation.requests', {}))[0]?.has_text,
  ];
  await engine.command('block.create', { episode_id: of.episode, after_block_id: null, content: ' \n' });
  expect(await said()).toEqual([false, false]);
  await engine.command('block.create', { episode_id: of.episode, after_block_id: null, content: 'By hand.' });
  expect(await said()).toEqual([true, true]);
});
