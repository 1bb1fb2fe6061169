import { describe, expect, it } from 'vitest';
import { member } from '../testing/as-caller.ts';
import { generationScene, type Studio } from '../testing/generation-scene.ts';
import { insertion, syncCaller, update } from '../testing/sync-caller.ts';

const scene = generationScene();

async function set(studio: Studio, episode: string, patch: { [column: string]: string }) {
  const { rev } = await scene.episodeRow(episode);
  const caller = syncCaller(scene.sql, member(studio.user, studio.organization));
  const [result] = await caller.push([update('episodes', episode, Number(rev), patch)]);
  return result;
}
const write = (studio: Studio, episode: string, content: string) =>
  scene.sql`insert into blocks (organization_id, episode_id, content) values (${studio.organization}, ${episode}, ${content})`;
const changed = async (episode: string) => {
  const [row] = await scene.sql`
    select published_fingerprint <> text_fingerprint(id, title, summary, sources) as changed from episodes where id = ${episode}`;
  return row?.changed;
};

describe('a producer', () => {
  it('publishes a text and takes it back; what changed since is known exactly', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    expect(await set(studio, episode, { status: 'PUBLISHED' })).toMatchObject({
      status: 'rejected',
      error: { code: 'SR409' },
    });
    await write(studio, episode, 'A text.');
    expect(await set(studio, episode, { status: 'PUBLISHED' })).toMatchObject({ status: 'applied' });
    expect((await scene.episodeRow(episode)).published_at).not.toBeNull();
    expect(await changed(episode)).toBe(false);
    await scene.sql`update blocks set content = 'Another text.' where episode_id = ${episode}`;
    expect(await changed(episode)).toBe(true);
    await scene.sql`update blocks set content = 'A text.', position = 20 where episode_id = ${episode}`;
    expect(await changed(episode)).toBe(false);
    expect(await set(studio, episode, { status: 'DRAFT' })).toMatchObject({ status: 'applied' });
    expect(await scene.episodeRow(episode)).toMatchObject({ published_at: null, published_fingerprint: null });
  });

  it('does not take back what subscribers have, and writes no state of the generation', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    await write(studio, episode, 'A text.');
    await set(studio, episode, { status: 'PUBLISHED' });
    await scene.sql`update episodes set delivered_at = now() where id = ${episode}`;
    for (const status of ['DRAFT', 'GENERATING', 'FAILED', 'PARTIAL']) {
      expect(await set(studio, episode, { status })).toMatchObject({ status: 'rejected', error: { code: 'SR409' } });
    }
    const caller = syncCaller(scene.sql, member(studio.user, studio.organization));
    const born = { project_id: studio.project, sequence_number: 9, title: '', status: 'PUBLISHED' };
    expect(await caller.push([insertion('episodes', born)])).toMatchObject([{ status: 'rejected' }]);
  });

  it('leaves alone what is being generated; a generation publishes with the time and the text of its own', async () => {
    const studio = await scene.studio();
    const episode = await scene.episode(studio);
    const job = await scene.claimed(studio, episode);
    expect(await set(studio, episode, { status: 'PUBLISHED' })).toMatchObject({ status: 'rejected' });
    await scene.complete(job);
    const row = await scene.episodeRow(episode);
    expect(row).toMatchObject({ status: 'PUBLISHED' });
    expect(row.published_at).not.toBeNull();
    expect(await changed(episode)).toBe(false);
  });
});
