import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { asCaller, worker } from '../../cloud/testing/as-caller.ts';
import { generationScene, type Studio } from '../../cloud/testing/generation-scene.ts';
import { present } from '../../cloud/testing/sync-caller.ts';

/** What a claim answers when somebody has written more than an answer can hold. */
const scene = generationScene();
const MEGABYTE = 1024 * 1024;

beforeEach(async () => {
  await scene.sql`update episode_schedule_queue set status = 'cancelled' where status in ('pending', 'processing', 'blocked')`;
});

/** In the order in which they are handed out. */
async function requested(count: number, of: (studio: Studio) => Promise<unknown>): Promise<string[]> {
  const jobs: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const studio = await scene.studio();
    await of(studio);
    // Another plan brings a delivery of its own, which at some hours of the day is to be made already.
    await scene.sql`update episode_schedule_queue set status = 'cancelled' where status = 'pending' and project_id = ${studio.project}`;
    jobs.push((await scene.request(studio, await scene.episode(studio))).job_id);
  }
  return jobs;
}

/** Beside the plan itself, where nothing cuts it. */
const enlarge = (bytes: number) => (studio: Studio) =>
  scene.sql`
  update projects set cadence_config = cadence_config || jsonb_build_object('x', repeat('x', ${bytes})) where id = ${studio.project}`;

const claimedIds = async () => (await scene.claim(20)).map(({ job_id }) => job_id);

async function ask(studio: Studio, content: string): Promise<string> {
  const [session, id] = [randomUUID(), randomUUID()];
  await scene.sql`insert into chat_sessions (id, organization_id, user_id, project_id)
    values (${session}, ${studio.organization}, ${studio.user}, ${studio.project})`;
  await scene.sql`insert into chat_messages (id, organization_id, session_id, user_id, content)
    values (${id}, ${studio.organization}, ${session}, ${studio.user}, ${content})`;
  return id;
}

interface Question {
  message_id: string;
  question: string;
  project: { onboarding_brief: string };
}

async function claimQuestions(): Promise<Question[]> {
  const [row] = await asCaller(
    scene.sql,
    worker,
    (t) => t<{ answer: Question[] }[]>`select claim_chat_messages('worker-1', 20, 60) as answer`,
  );
  return present(row).answer;
}

describe('a claim of jobs', () => {
  it('cuts what is longer than anybody writes, and nothing else', async () => {
    const studio = await scene.studio();
    const memory = (content: string, importance: number) => ({
      id: randomUUID(),
      content,
      source: 'feedback',
      importance,
    });
    await scene.sql`update projects set onboarding_brief = repeat('b', ${5 * MEGABYTE}),
      memories = ${scene.sql.json([memory('m'.repeat(MEGABYTE), 0.5), memory('k'.repeat(2_000), 0.1)])} where id = ${studio.project}`;
    await scene.sql`insert into agent_memories (organization_id, project_id, content, importance)
      values (${studio.organization}, ${studio.project}, repeat('a', ${MEGABYTE}), 0.9)`;
    await scene.sql`insert into planning_notes (organization_id, project_id, content, priority)
      select ${studio.organization}, ${studio.project}, 'Note ' || n, case n when 1200 then 'CRITICAL' else 'LOW' end::note_priority
      from generate_series(1, 1200) n`;
    const job = await scene.claimed(studio, await scene.episode(studio));
    expect(job.project.onboarding_brief).toHaveLength(200_000);
    const lengths = job.memories.map(({ content }) => [content.slice(0, 1), content.length]);
    expect(lengths).toEqual([
      ['a', 10_000],
      ['m', 10_000],
      ['k', 2_000],
    ]);
    expect(job.planning_notes).toHaveLength(1_000);
    expect(job.planning_notes[0]?.content).toBe('Note 1200');
    // What was not handed out is not taken for used.
    const [kept] =
      await scene.sql`select cardinality(note_ids) as notes from generation_work where job_id = ${job.job_id}`;
    expect(kept?.notes).toBe(1_000);
  });

  it('takes the most important memories of many, wherever they are kept', async () => {
    const studio = await scene.studio();
    await scene.sql`update projects set memories = ${scene.sql.json([
      {
        id: randomUUID(),
        content: 'In the project',
        source: 'feedback',
        importance: 0.405,
        created_at: '2026-01-01T00:00:00Z',
      },
      {
        id: randomUUID(),
        content: 'Not important',
        source: 'feedback',
        importance: 0.001,
        created_at: '2026-01-01T00:00:00Z',
      },
    ])} where id = ${studio.project}`;
    await scene.sql`insert into agent_memories (organization_id, project_id, content, importance)
      select ${studio.organization}, ${studio.project}, n::text, n / 100.0 from generate_series(1, 80) n`;
    const { memories } = await scene.claimed(studio, await scene.episode(studio));
    const expected = Array.from({ length: 80 }, (_, n) => String(80 - n)).slice(0, 49);
    expected.splice(40, 0, 'In the project');
    expect(memories.map(({ content }) => content)).toEqual(expected);
  });

  it('fails the job whose context is too large all the same, with its reason, and hands out the next', async () => {
    const [large, other] = [await requested(1, enlarge(9 * MEGABYTE)), await requested(1, async () => undefined)];
    expect(await claimedIds()).toEqual(other);
    expect(await scene.job(present(large[0]))).toMatchObject({
      status: 'failed',
      error_message: 'This generation could not be prepared: what belongs to it is larger than 8 MB.',
    });
  });

  it('does not take memories apart that are too large', async () => {
    const [large] = await requested(
      1,
      ({ project }) => scene.sql`update projects set memories = (
      select jsonb_agg(jsonb_build_object('id', n, 'content', repeat('m', 1000000))) from generate_series(1, 9) n) where id = ${project}`,
    );
    expect(await claimedIds()).toEqual([]);
    expect(await scene.job(present(large))).toMatchObject({ status: 'failed' });
  });

  it('ends when there is enough in it, and the next one goes on', async () => {
    const jobs = await requested(4, enlarge(7 * MEGABYTE));
    expect(await claimedIds()).toEqual(jobs.slice(0, 3));
    expect(await claimedIds()).toEqual(jobs.slice(3));
  });

  it('ends before its time is over, and the next one goes on', async () => {
    const jobs = await requested(3, async () => undefined);
    await scene.sql.unsafe(`
      create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(1.6); return new; end $$;
      create trigger dawdle before update of lease_seconds on generation_work for each row execute function dawdle()`);
    const first = await claimedIds();
    await scene.sql`drop trigger dawdle on generation_work`;
    expect(first.length).toBeLessThan(3);
    expect([...first, ...(await claimedIds())]).toEqual(jobs);
  });
});

describe('a claim of questions', () => {
  it('cuts what is longer than anybody writes', async () => {
    const studio = await scene.studio();
    await scene.sql`update projects set onboarding_brief = repeat('b', ${5 * MEGABYTE}) where id = ${studio.project}`;
    const id = await ask(studio, 'q'.repeat(MEGABYTE));
    const question = present((await claimQuestions()).find(({ message_id }) => message_id === id));
    expect(question.question).toHaveLength(40_000);
    expect(question.project.onboarding_brief).toHaveLength(200_000);
  });

  it('ends when there is enough in it, and fails the one that is too large all the same', async () => {
    const ids: string[] = [];
    for (const megabytes of [9, 7, 7, 7, 7]) {
      const studio = await scene.studio();
      const episode = await scene.episode(studio);
      await scene.sql`update episodes set sources = jsonb_build_array(repeat('s', ${megabytes * MEGABYTE})) where id = ${episode}`;
      const id = await ask(studio, 'Why?');
      await scene.sql`update chat_sessions set episode_id = ${episode} where id = (select session_id from chat_messages where id = ${id})`;
      ids.push(id);
    }
    const claimed = async () => (await claimQuestions()).map(({ message_id }) => message_id);
    expect(await claimed()).toEqual(ids.slice(1, 4));
    expect(await claimed()).toEqual(ids.slice(4));
    const [failed] =
      await scene.sql`select answer_state, answer_reason from chat_messages where id = ${present(ids[0])}`;
    expect(failed).toEqual({
      answer_state: 'failed',
      answer_reason: 'This question could not be handed out: what belongs to it is larger than 8 MB.',
    });
  });
});
