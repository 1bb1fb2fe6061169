import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generationScene, type Studio, usage } from '../testing/generation-scene.ts';

const scene = generationScene();

async function addBlock(studio: Studio, episode: string, content: string, position = 10): Promise<string> {
  const id = randomUUID();
  await scene.sql`insert into blocks (id, organization_id, episode_id, content, position)
    values (${id}, ${studio.organization}, ${episode}, ${content}, ${position})`;
  return id;
}

async function addNote(studio: Studio, content: string): Promise<string> {
  const id = randomUUID();
  await scene.sql`insert into planning_notes (id, organization_id, project_id, content)
    values (${id}, ${studio.organization}, ${studio.project}, ${content})`;
  return id;
}

const noteRow = async (id: string) => (await scene.sql`select * from planning_notes where id = ${id}`)[0];

describe('complete_generation', () => {
  it('writes everything in one go', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const used = await addNote(studio, 'More on prices');
    const unused = await addNote(studio, 'Something else');
    const foreign = await addNote(await scene.studio(), 'Of another organisation');
    await scene.sql`insert into agent_memories (organization_id, project_id, content) values (${studio.organization}, ${studio.project}, 'Brief')`;
    const job = await scene.claimed(studio, episode);
    const answer = await scene.complete(job, {
      title: 'Fintech this week',
      summary: 'Two things happened.',
      blocks: [
        { title: 'First', content: 'word '.repeat(300), confidence: 1.7 },
        { type: 'INSIGHT', content: 'An insight', source_urls: ['https://example.org'] },
        { content: '   ' },
      ],
      sources: [{ title: 'A paper', url: 'https://example.org', credibility: 0.8 }],
      usage: [usage(0.5), usage(0.25, 'research')],
      notes_used: [used, foreign],
    });
    expect(answer).toMatchObject({ accepted: true, duplicate: false, status: 'completed', episode_id: episode });
    expect(await scene.episodeRow(episode)).toMatchObject({
      status: 'PUBLISHED',
      title: 'Fintech this week',
      summary: 'Two things happened.',
      sources: [{ title: 'A paper', url: 'https://example.org', credibility: 0.8 }],
      word_count: 302,
      reading_minutes: 2,
      published_at: expect.any(Date),
    });
    const blocks =
      await scene.sql`select type, title, position, confidence::float from blocks where episode_id = ${episode} order by position`;
    expect(blocks).toEqual([
      { type: 'MARKDOWN', title: 'First', position: 10, confidence: 1 },
      { type: 'INSIGHT', title: '', position: 20, confidence: null },
    ]);
    const row = await scene.job(job.job_id);
    expect(row).toMatchObject({ status: 'completed', stage: 'complete', percent: 100 });
    expect(row.attempts).toMatchObject([{ attempt: 1, outcome: 'completed', worker: 'worker-1', cost_gbp: 0.75 }]);
    expect(await noteRow(used)).toMatchObject({ status: 'incorporated', incorporated_in_episode_id: episode });
    expect(await noteRow(unused)).toMatchObject({ status: 'pending', incorporated_in_episode_id: null });
    expect(await noteRow(foreign)).toMatchObject({ status: 'pending' });
    const [project] = await scene.sql`select last_episode_at from projects where id = ${studio.project}`;
    expect(project?.last_episode_at).toBeInstanceOf(Date);
    const [memory] = await scene.sql`select use_count from agent_memories where project_id = ${studio.project}`;
    expect(memory?.use_count).toBe(1);
  });

  it('does nothing the second time, and the third', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const job = await scene.claimed(studio, episode);
    const result = { usage: [usage(0.5)] };
    const answers = await Promise.all([1, 2, 3].map(() => scene.complete(job, result)));
    expect(answers.map((answer) => answer.duplicate).sort()).toEqual([false, true, true]);
    expect(await scene.texts(episode)).toEqual(['New text.']);
    expect(Number((await scene.job(job.job_id)).cost_gbp)).toBeCloseTo(0.5);
    const [sum] = await scene.sql`select count(*)::int as rows from token_usage where job_id = ${job.job_id}`;
    expect(sum?.rows).toBe(1);
  });

  it('takes all notes of the claim when the result does not name any', async () => {
    const studio = await scene.studio();
    const note = await addNote(studio, 'More on prices');
    const job = await scene.claimed(studio, await scene.episode(studio));
    const later = await addNote(studio, 'Came after the claim');
    await scene.complete(job);
    expect(await noteRow(note)).toMatchObject({ status: 'incorporated' });
    expect(await noteRow(later)).toMatchObject({ status: 'pending' });
  });

  it('replaces the text that was there, and keeps its history', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio, { title: 'Old title', status: 'PUBLISHED' });
    const old = await addBlock(studio, episode, 'Old text');
    const job = await scene.claimed(studio, episode);
    await scene.complete(job, { title: 'New title' });
    expect(await scene.texts(episode)).toEqual(['New text.']);
    const [block] = await scene.sql`select content, deleted_at from blocks where id = ${old}`;
    expect(block).toMatchObject({ content: 'Old text', deleted_at: expect.any(Date) });
    const versions = await scene.sql`select content from block_versions where block_id = ${old}`;
    expect(versions).toEqual([{ content: 'Old text' }]);
    expect(await scene.episodeRow(episode)).toMatchObject({ title: 'New title' });
  });

  it('keeps what a producer wrote meanwhile, behind the new text', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio, { title: 'Old title' });
    await addBlock(studio, episode, 'Old text', 10);
    const edited = await addBlock(studio, episode, 'To be edited', 20);
    const moved = await addBlock(studio, episode, 'Only moved', 30);
    const empty = await addBlock(studio, episode, '', 40);
    const job = await scene.claimed(studio, episode);
    await scene.sql`update blocks set content = 'Edited during the generation' where id = ${edited}`;
    await scene.sql`update blocks set position = 5 where id = ${moved}`;
    await addBlock(studio, episode, 'Written during the generation', 50);
    await scene.sql`update episodes set title = 'My title' where id = ${episode}`;
    await scene.complete(job, { title: 'Their title', blocks: [{ content: 'One' }, { content: 'Two' }] });
    expect(await scene.texts(episode)).toEqual([
      'One',
      'Two',
      'Edited during the generation',
      'Written during the generation',
    ]);
    expect(await scene.episodeRow(episode)).toMatchObject({ title: 'My title', summary: 'A summary' });
    const [row] = await scene.sql`select deleted_at from blocks where id = ${empty}`;
    expect(row?.deleted_at).not.toBeNull();
  });

  it('waits for an edit that is just arriving, and keeps it', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const block = await addBlock(studio, episode, 'Old text');
    const job = await scene.claimed(studio, episode);
    let completing: Promise<unknown> = Promise.resolve();
    await scene.sql.begin(async (t) => {
      await t`update blocks set content = 'Typed at the last moment' where id = ${block}`;
      completing = scene.complete(job);
      await expect
        .poll(
          async () =>
            (
              await scene.sql`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
            )[0]?.n,
        )
        .toBeGreaterThan(0);
    });
    await completing;
    expect(await scene.texts(episode)).toEqual(['New text.', 'Typed at the last moment']);
  });

  it('is refused with a lease that has expired and went to somebody else', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const first = await scene.claimed(studio, episode);
    await scene.sql`select expire_leases(now() + interval '16 minutes')`;
    await expect(scene.complete(first)).rejects.toMatchObject({ code: 'SR423' });
    await scene.request(studio, episode);
    const second = (await scene.claim(20)).find(({ job_id }) => job_id === first.job_id);
    if (second === undefined) throw new Error('it was claimed again');
    expect(second.attempt).toBe(2);
    await expect(scene.complete(first)).rejects.toMatchObject({ code: 'SR423' });
    await expect(scene.fail(first)).rejects.toMatchObject({ code: 'SR423' });
    await expect(scene.report(first, {})).rejects.toMatchObject({ code: 'SR423' });
    expect(await scene.complete(second)).toMatchObject({ accepted: true });
  });

  it('writes nothing for a cancelled job but what it cost, once', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const job = await scene.claimed(studio, episode);
    await scene.cancel(studio, job.job_id);
    const late = { usage: [usage(0.7)] };
    expect(await scene.complete(job, late)).toMatchObject({ accepted: false, reason: 'cancelled', duplicate: false });
    expect(await scene.complete(job, late)).toMatchObject({ accepted: false, reason: 'cancelled', duplicate: true });
    expect(await scene.texts(episode)).toEqual([]);
    expect(await scene.episodeRow(episode)).toMatchObject({ status: 'DRAFT', published_at: null });
    expect(Number((await scene.job(job.job_id)).cost_gbp)).toBeCloseTo(0.7);
  });

  it('refuses a result without text, and the worker may send a better one', async () => {
    const studio = await scene.studio();
    const job = await scene.claimed(studio, await scene.episode(studio));
    await expect(scene.complete(job, { blocks: [] })).rejects.toMatchObject({ code: 'SR400' });
    await expect(scene.complete(job, { blocks: [{ content: ' ' }] })).rejects.toMatchObject({ code: 'SR400' });
    expect(await scene.complete(job)).toMatchObject({ accepted: true, duplicate: false });
  });
});
