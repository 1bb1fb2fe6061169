import { afterEach, beforeEach, expect, it } from 'vitest';
import { generationScene, type Studio } from '../../cloud/testing/generation-scene.ts';
import { present } from '../../cloud/testing/sync-caller.ts';
import type { DueWorkAnswer } from '../../shared/domain/generation.ts';

/** What the answer of the due work says of an organisation whose drafts cannot be made. */
const scene = generationScene();

beforeEach(async () => {
  await scene.sql`update projects set status = 'COMPLETED' where status = 'ACTIVE'`;
});
afterEach(() => scene.sql`drop trigger if exists broken on episode_schedule_queue`);

async function breakDrafts(studio: Studio): Promise<void> {
  await scene.sql.unsafe(`
    create or replace function broken() returns trigger language plpgsql as $$
    begin raise exception using errcode = '22003', message = 'broken'; end $$;
    create trigger broken before insert on episode_schedule_queue
      for each row when (new.organization_id = '${studio.organization}') execute function broken()`);
}

async function dueWork(now = new Date()): Promise<DueWorkAnswer> {
  const [row] = await scene.sql<{ answer: DueWorkAnswer }[]>`select run_due_work(${now}) as answer`;
  return present(row).answer;
}

it('says how much could not be done, and nothing of it when all was', async () => {
  const [broken] = [await scene.studio(), await scene.studio()];
  await breakDrafts(broken);
  expect((await dueWork()).scheduled).toEqual({ scheduled: 1, undone: 1 });
  await scene.sql`drop trigger broken on episode_schedule_queue`;
  expect((await dueWork()).scheduled).toEqual({ scheduled: 1 });
});

it('an episode is delivered although the next draft cannot be made', async () => {
  const [broken, healthy] = [await scene.studio(), await scene.studio()];
  await dueWork();
  await scene.sql`update episodes set status = 'PUBLISHED', scheduled_for = now()
    where project_id in ${scene.sql([broken.project, healthy.project])}`;
  await breakDrafts(broken);
  const answer = await dueWork(new Date(Date.now() + 1000));
  expect(answer).toMatchObject({ delivered: { delivered: 2, undone: 1 }, scheduled: { scheduled: 0, undone: 1 } });
  const counts = await scene.sql`
    select project_id, count(delivered_at)::int as delivered, count(*)::int as episodes from episodes
    where project_id in ${scene.sql([broken.project, healthy.project])} group by 1`;
  expect(
    Object.fromEntries(counts.map(({ project_id, delivered, episodes }) => [project_id, [delivered, episodes]])),
  ).toEqual({
    [broken.project]: [1, 1],
    [healthy.project]: [1, 2],
  });
});
