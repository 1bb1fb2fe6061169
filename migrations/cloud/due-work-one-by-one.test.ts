import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asCaller, member, worker } from '../../cloud/testing/as-caller.ts';
import { generationScene, type Studio, usage } from '../../cloud/testing/generation-scene.ts';
import { present } from '../../cloud/testing/sync-caller.ts';

/** The work of the minute for two organisations, of which one holds what cannot be done. */
const scene = generationScene();
const HOUR = 3_600_000;

beforeEach(async () => {
  await scene.sql`update projects set status = 'COMPLETED' where status = 'ACTIVE'`;
});

interface Both {
  hostile: Studio;
  healthy: Studio;
}

const both = async (): Promise<Both> => ({ hostile: await scene.studio(), healthy: await scene.studio() });
const each = async (studios: Both, work: (studio: Studio) => Promise<unknown>): Promise<void> => {
  await work(studios.hostile);
  await work(studios.healthy);
};

const dueWork = async (now = new Date()) => present((await scene.sql`select run_due_work(${now}) as answer`)[0]).answer;
const jobsOf = (studio: Studio) =>
  scene.sql`select * from episode_schedule_queue where project_id = ${studio.project} order by created_at`;
const slotOf = async (studio: Studio): Promise<Date> =>
  present((await scene.sql`select next_scheduled_at from projects where id = ${studio.project}`)[0]).next_scheduled_at;

let broken: string[] = [];
/** Whatever is written into the table for that organisation fails from now on. */
async function breakTable(table: string, studio: Studio, code = '22003'): Promise<void> {
  broken.push(table);
  await scene.sql.unsafe(`
    create or replace function broken() returns trigger language plpgsql as $$
    begin raise exception using errcode = '${code}', message = 'broken'; end $$;
    create trigger broken before insert or update on ${table}
      for each row when (new.organization_id = '${studio.organization}') execute function broken()`);
}
afterEach(async () => {
  for (const table of broken) await scene.sql.unsafe(`drop trigger broken on ${table}`);
  broken = [];
});

describe('what one organisation holds does not stop the others', () => {
  it('a number behind which there is none', async () => {
    const studios = await both();
    await scene.sql`insert into episodes (organization_id, project_id, sequence_number)
      values (${studios.hostile.organization}, ${studios.hostile.project}, 2147483647)`;
    expect(await dueWork()).toMatchObject({ scheduled: { scheduled: 1 }, delivered: { delivered: 0 } });
    expect(await jobsOf(studios.hostile)).toEqual([]);
    expect(await jobsOf(studios.healthy)).toHaveLength(1);
  });

  it('a kept draft that is being generated already is not taken, and stops nobody', async () => {
    const studios = await both();
    const draft = await scene.episode(studios.hostile);
    await asCaller(
      scene.sql,
      member(studios.hostile.user, studios.hostile.organization),
      (t) => t`update episodes set idempotency_key = 'released:mine' where id = ${draft}`,
    );
    await scene.request(studios.hostile, draft);
    expect(await dueWork()).toMatchObject({ scheduled: { scheduled: 2 } });
    expect(await jobsOf(studios.hostile)).toHaveLength(2);
  });

  it('slots that somebody took all are not looked through for ever', async () => {
    const { hostile, healthy } = await both();
    const noon = new Date();
    noon.setUTCHours(12, 0, 0, 0);
    await scene.sql`update projects set status = 'PAUSED', timezone = 'Etc/UTC',
      cadence_config = '{"mode": "daily", "delivery_hour": 12}' where id = ${hostile.project}`;
    await scene.sql`insert into episodes (organization_id, project_id, sequence_number, idempotency_key, deleted_at)
      select ${hostile.organization}, ${hostile.project}, 1 + day, slot_key(${noon}::timestamptz + day * interval '1 day'), now()
      from generate_series(0, 70) day`;
    await scene.sql`update projects set status = 'ACTIVE' where id = ${hostile.project}`;
    expect(await dueWork()).toMatchObject({ scheduled: { scheduled: 1 } });
    expect(await slotOf(hostile)).toBeNull();
    expect(await jobsOf(healthy)).toHaveLength(1);
  });

  it('deliveries and drafts', async () => {
    const studios = await both();
    await dueWork();
    const slot = new Date(
      Math.max((await slotOf(studios.hostile)).getTime(), (await slotOf(studios.healthy)).getTime()),
    );
    await each(
      studios,
      ({ project }) => scene.sql`update episodes set status = 'PUBLISHED' where project_id = ${project}`,
    );
    await breakTable('episodes', studios.hostile);
    expect(await dueWork(slot)).toMatchObject({ delivered: { delivered: 1 } });
    const rows = await scene.sql`select project_id, delivered_at from episodes where delivered_at is not null
      and project_id in ${scene.sql([studios.hostile.project, studios.healthy.project])}`;
    expect(rows).toMatchObject([{ project_id: studios.healthy.project, delivered_at: slot }]);
    expect(await jobsOf(studios.healthy)).toHaveLength(2);
  });

  it('workers that fell silent', async () => {
    const studios = await both();
    const jobs: string[] = [];
    await each(studios, async (studio) => jobs.push((await scene.claimed(studio, await scene.episode(studio))).job_id));
    await breakTable('episodes', studios.hostile);
    expect(await dueWork(new Date(Date.now() + HOUR))).toMatchObject({ expired: { retried: 1, failed: 0 } });
    const states = await Promise.all(jobs.map(async (id) => (await scene.job(id)).status));
    expect(states).toEqual(['processing', 'pending']);
  });

  it('silence in a chat', async () => {
    const studios = await both();
    await each(studios, async ({ organization, user }) => {
      const session = randomUUID();
      await scene.sql`insert into chat_sessions (id, organization_id, user_id) values (${session}, ${organization}, ${user})`;
      await scene.sql`insert into chat_messages (organization_id, session_id, user_id, content)
        values (${organization}, ${session}, ${user}, 'Why?')`;
    });
    await asCaller(scene.sql, worker, (t) => t`select claim_chat_messages('worker-1', 5, 60)`);
    await breakTable('chat_messages', studios.hostile);
    expect(await dueWork(new Date(Date.now() + HOUR))).toMatchObject({ chat: { expired: 1 } });
    const states =
      await scene.sql`select m.organization_id, w.state from chat_work w join chat_messages m on m.id = w.message_id`;
    expect(Object.fromEntries(states.map(({ organization_id, state }) => [organization_id, state]))).toEqual({
      [studios.hostile.organization]: 'answering',
      [studios.healthy.organization]: 'pending',
    });
  });

  it('jobs that waited for a limit', async () => {
    const studios = await both();
    await each(studios, async (studio) => {
      const { job_id } = await scene.request(studio, await scene.episode(studio));
      await scene.sql`update episode_schedule_queue set status = 'blocked' where id = ${job_id}`;
    });
    await breakTable('episode_schedule_queue', studios.hostile);
    expect(await dueWork()).toMatchObject({ released: { released: 1 } });
  });

  it('notes whose time is over', async () => {
    const studios = await both();
    await each(
      studios,
      ({ organization, project }) => scene.sql`
      insert into planning_notes (organization_id, project_id, content, expires_at)
      values (${organization}, ${project}, 'Over', now() - interval '1 hour')`,
    );
    await breakTable('planning_notes', studios.hostile);
    expect(await dueWork()).toMatchObject({ notes: { expired: 1, archived: 0 } });
  });

  it('a part that fails as a whole', async () => {
    const { healthy } = await both();
    await scene.sql`insert into app_settings values ('history.thinned_until', '"never"')`;
    const answer = await dueWork();
    await scene.sql`delete from app_settings where key = 'history.thinned_until'`;
    expect(answer).toMatchObject({
      versions: { error: expect.stringContaining('never') },
      scheduled: { scheduled: 2 },
    });
    expect(await jobsOf(healthy)).toHaveLength(1);
  });
});

it('is done by all in large numbers, but for the ones that cannot', async () => {
  const { hostile, healthy } = await both();
  await scene.sql`update organizations set project_limit = 1000`;
  for (const [studio, count] of [
    [healthy, 120],
    [hostile, 3],
  ] as const) {
    await scene.sql`insert into projects (organization_id, title) select ${studio.organization}, 'P' from generate_series(1, ${count})`;
  }
  await breakTable('episodes', hostile);
  expect(await dueWork()).toMatchObject({ scheduled: { scheduled: 121 } });
  expect(await dueWork()).toMatchObject({ scheduled: { scheduled: 0 } });
});

it('an error of the whole run ends it, and the next minute does it all', async () => {
  const studios = await both();
  await breakTable('episodes', studios.hostile, '40001');
  await expect(dueWork()).rejects.toMatchObject({ code: '40001' });
  expect(await jobsOf(studios.healthy)).toEqual([]);
  await scene.sql`drop trigger broken on episodes`;
  broken = [];
  expect(await dueWork()).toMatchObject({ scheduled: { scheduled: 2 } });
});

describe('a claim', () => {
  it('hands out what is behind a job that cannot be handed out, which fails with its reason', async () => {
    const studios = await both();
    const jobs: string[] = [];
    await each(studios, async (studio) => jobs.push((await scene.request(studio, await scene.episode(studio))).job_id));
    const [bad, good] = [present(jobs[0]), present(jobs[1])];
    // Only the moment in which it is handed out.
    await scene.sql.unsafe(`
      create function unreadable() returns trigger language plpgsql as $$
      begin raise exception using errcode = '54000', message = 'too large'; end $$;
      create trigger unreadable before update on generation_work
        for each row when (new.job_id = '${bad}') execute function unreadable()`);
    const claimed = await scene.claim(20);
    await scene.sql`drop trigger unreadable on generation_work`;
    expect(claimed.map(({ job_id }) => job_id)).toEqual([good]);
    expect(await scene.job(bad)).toMatchObject({
      status: 'failed',
      lease_token: null,
      error_message: 'This generation could not be prepared: too large',
    });
    await scene.fail(present(claimed[0]), { message: 'Done with it.' }, [usage(0.01)], false);
  });
});
