import { beforeEach, describe, expect, it } from 'vitest';
import { generationScene, type Studio } from '../testing/generation-scene.ts';

const scene = generationScene();
const HOUR = 3_600_000;

beforeEach(async () => {
  await scene.sql`update projects set status = 'COMPLETED' where status = 'ACTIVE'`;
});

const run = async (name: 'schedule_due_episodes' | 'deliver_due_episodes' | 'run_due_work', now: Date) =>
  (await scene.sql.unsafe(`select ${name}($1) as answer`, [now]))[0]?.answer;

const episodesOf = (studio: Studio) =>
  scene.sql`select e.*, q.id as job_id, q.status as job_status, q.generation_start_time, q.target_delivery_time
    from episodes e left join episode_schedule_queue q on q.episode_id = e.id
    where e.project_id = ${studio.project} and e.deleted_at is null order by e.sequence_number, q.created_at`;

const nextSlot = async (studio: Studio): Promise<Date> =>
  (await scene.sql`select next_scheduled_at from projects where id = ${studio.project}`)[0]?.next_scheduled_at;

describe('schedule_due_episodes', () => {
  it('makes one draft for the next slot and queues it four hours ahead', async () => {
    const studio = await scene.studio();
    expect(await run('schedule_due_episodes', new Date())).toEqual({ scheduled: 1 });
    const slot = await nextSlot(studio);
    const rows = await episodesOf(studio);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      status: 'DRAFT',
      scheduled_for: slot,
      idempotency_key: `slot:${slot.toISOString().replace('.000', '')}`,
      job_status: 'pending',
      target_delivery_time: slot,
    });
    expect(slot.getTime() - rows[0]?.generation_start_time.getTime()).toBe(4 * HOUR);
    expect(await run('schedule_due_episodes', new Date())).toEqual({ scheduled: 0 });
  });

  it('makes one episode for a slot, however many run at once', async () => {
    const studios = await Promise.all(Array.from({ length: 6 }, () => scene.studio()));
    const now = new Date();
    await Promise.all(Array.from({ length: 8 }, () => run('run_due_work', now)));
    await run('schedule_due_episodes', now);
    for (const studio of studios) expect(await episodesOf(studio)).toHaveLength(1);
  });

  it('skips the slot whose draft somebody deleted', async () => {
    const studio = await scene.studio();
    await run('schedule_due_episodes', new Date());
    const slot = await nextSlot(studio);
    await scene.sql`update episodes set deleted_at = now() where project_id = ${studio.project}`;
    await run('schedule_due_episodes', new Date());
    expect((await nextSlot(studio)).getTime()).toBeGreaterThan(slot.getTime());
    expect(await episodesOf(studio)).toHaveLength(1);
  });

  it('is late but once after an outage, and goes on with the first slot to come', async () => {
    const studio = await scene.studio();
    await scene.sql`update projects set cadence_config = '{"mode": "daily", "days": [], "delivery_hour": 7}' where id = ${studio.project}`;
    const slot = await nextSlot(studio);
    const afterOutage = new Date(slot.getTime() + 73 * HOUR);
    await run('run_due_work', afterOutage);
    const [late, next, ...more] = await episodesOf(studio);
    expect(late).toMatchObject({ scheduled_for: slot, job_status: 'pending', delivered_at: null });
    expect(next?.scheduled_for.getTime()).toBeGreaterThan(afterOutage.getTime());
    expect(more).toEqual([]);
    await scene.sql`update episode_schedule_queue set generation_start_time = now() where id = ${late?.job_id}`;
    const job = (await scene.claim(20)).find(({ job_id }) => job_id === late?.job_id);
    if (job === undefined) throw new Error('the late one is claimed');
    await scene.complete(job);
    await run('deliver_due_episodes', afterOutage);
    expect((await episodesOf(studio))[0]).toMatchObject({ delivered_at: afterOutage });
  });

  it('goes on behind an episode that failed', async () => {
    const studio = await scene.studio();
    await run('schedule_due_episodes', new Date());
    const slot = await nextSlot(studio);
    await scene.sql`update episode_schedule_queue set status = 'failed' where project_id = ${studio.project}`;
    await scene.sql`update episodes set status = 'FAILED' where project_id = ${studio.project}`;
    await run('run_due_work', new Date(slot.getTime() + HOUR));
    const rows = await episodesOf(studio);
    expect(rows.map(({ status }) => status)).toEqual(['FAILED', 'DRAFT']);
    expect(rows[0]?.delivered_at).toBeNull();
  });
});

describe('deliver_due_episodes', () => {
  it('delivers what is published at its time, once, and makes the next draft with it', async () => {
    const studio = await scene.studio();
    await run('schedule_due_episodes', new Date());
    const slot = await nextSlot(studio);
    await scene.sql`update episodes set status = 'PUBLISHED' where project_id = ${studio.project}`;
    expect(await run('deliver_due_episodes', new Date(slot.getTime() - 1000))).toEqual({ delivered: 0 });
    const answers = await Promise.all([1, 2, 3, 4].map(() => run('deliver_due_episodes', slot)));
    expect(answers.map(({ delivered }) => delivered).sort()).toEqual([0, 0, 0, 1]);
    const rows = await episodesOf(studio);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ delivered_at: slot });
    expect(rows[1]).toMatchObject({ status: 'DRAFT', scheduled_for: await nextSlot(studio) });
    expect((await nextSlot(studio)).getTime()).toBeGreaterThan(slot.getTime());
  });
});

describe('a change of the project', () => {
  it('pausing cancels what is pending; resuming takes a fresh slot for the draft that was kept', async () => {
    const studio = await scene.studio();
    await run('schedule_due_episodes', new Date());
    const [draft] = await episodesOf(studio);
    await scene.sql`update projects set status = 'PAUSED' where id = ${studio.project}`;
    const [project] = await scene.sql`select * from projects where id = ${studio.project}`;
    expect(project).toMatchObject({ paused_at: expect.any(Date), next_scheduled_at: null });
    expect((await episodesOf(studio))[0]).toMatchObject({
      id: draft?.id,
      job_status: 'cancelled',
      scheduled_for: null,
    });
    expect(await run('schedule_due_episodes', new Date())).toEqual({ scheduled: 0 });

    await scene.sql`update projects set status = 'ACTIVE' where id = ${studio.project}`;
    const rows = await episodesOf(studio);
    expect(rows.map(({ id, job_status }) => [id, job_status])).toEqual([
      [draft?.id, 'cancelled'],
      [draft?.id, 'pending'],
    ]);
    expect(rows[1]).toMatchObject({ scheduled_for: await nextSlot(studio) });
    expect((await nextSlot(studio)).getTime()).toBeGreaterThan(Date.now());
    const [resumed] = await scene.sql`select paused_at from projects where id = ${studio.project}`;
    expect(resumed?.paused_at).toBeNull();
  });

  it('another cadence or time zone moves the next slot', async () => {
    const studio = await scene.studio();
    await run('schedule_due_episodes', new Date());
    for (const change of [
      scene.sql`cadence_config = '{"mode": "custom", "days": [2, 4], "delivery_hour": 15}'`,
      scene.sql`timezone = 'Asia/Kolkata'`,
    ]) {
      const before = await nextSlot(studio);
      await scene.sql`update projects set ${change} where id = ${studio.project}`;
      const after = await nextSlot(studio);
      expect(after).not.toEqual(before);
      const rows = await episodesOf(studio);
      const live = rows.filter(({ job_status }) => job_status === 'pending');
      expect(live).toMatchObject([{ scheduled_for: after, target_delivery_time: after }]);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
    }
  });

  it.each(['COMPLETED', 'ARCHIVED'])('%s ends the schedule', async (status) => {
    const studio = await scene.studio();
    await run('schedule_due_episodes', new Date());
    await scene.sql`update projects set status = ${status}::project_status where id = ${studio.project}`;
    expect((await episodesOf(studio)).map(({ job_status }) => job_status)).toEqual(['cancelled']);
    expect(await run('run_due_work', new Date(Date.now() + 1000 * HOUR))).toMatchObject({
      scheduled: { scheduled: 0 },
    });
  });

  it('keeps what a producer wrote into a draft that lost its slot', async () => {
    const studio = await scene.studio();
    await run('schedule_due_episodes', new Date());
    const [draft] = await episodesOf(studio);
    await scene.sql`insert into blocks (organization_id, episode_id, content) values (${studio.organization}, ${draft?.id}, 'By hand')`;
    await scene.sql`update projects set status = 'PAUSED' where id = ${studio.project}`;
    expect(await scene.texts(draft?.id)).toEqual(['By hand']);
  });

  it('leaves a generation that runs alone', async () => {
    const studio = await scene.studio();
    const job = await scene.claimed(studio, await scene.episode(studio));
    await scene.sql`update projects set status = 'PAUSED' where id = ${studio.project}`;
    expect(await scene.complete(job)).toMatchObject({ accepted: true });
  });
});
