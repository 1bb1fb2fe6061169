import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generationScene, type Studio } from '../testing/generation-scene.ts';

const scene = generationScene();

const memory = (index: number) => ({
  id: randomUUID(),
  content: `Memory ${index}`,
  source: index % 2 === 0 ? 'feedback' : 'onboarding',
  importance: 0.4,
  created_at: '2026-01-01T00:00:00Z',
});

const remember = (studio: Studio, memories: ReturnType<typeof memory>[]) =>
  scene.sql`update projects set memories = ${scene.sql.json(memories)} where id = ${studio.project}`;

const moved = (studio: Studio) =>
  scene.sql`select id, content, type, source, importance::float from agent_memories where project_id = ${studio.project} order by content`;

describe('memories', () => {
  it('stay in the project up to 50 and move above that, once', async () => {
    const studio = await scene.studio();
    const memories = Array.from({ length: 51 }, (_, index) => memory(index));
    await remember(studio, memories.slice(1));
    expect(await moved(studio)).toEqual([]);
    await remember(studio, memories);
    expect(await moved(studio)).toHaveLength(51);
    expect((await moved(studio))[0]).toEqual({
      id: memories[0]?.id,
      content: 'Memory 0',
      type: 'FEEDBACK',
      source: 'feedback',
      importance: 0.4,
    });
    const [project] = await scene.sql`select memories from projects where id = ${studio.project}`;
    expect(project?.memories).toEqual([]);

    const [again] = await scene.sql`select move_memories_when_many(${studio.project}) as answer`;
    expect(again?.answer).toEqual({ moved: 0 });
    await remember(studio, memories);
    expect(await moved(studio)).toHaveLength(51);
  });

  it('move once when two call at the same moment', async () => {
    const studio = await scene.studio();
    await scene.sql`alter table projects disable trigger move_memories`;
    await remember(
      studio,
      Array.from({ length: 60 }, (_, index) => memory(index)),
    );
    await scene.sql`alter table projects enable trigger move_memories`;
    const answers = await Promise.all(
      [1, 2, 3].map(() => scene.sql`select move_memories_when_many(${studio.project}) as answer`),
    );
    expect(answers.map(([row]) => row?.answer.moved).sort()).toEqual([0, 0, 60]);
    expect(await moved(studio)).toHaveLength(60);
  });
});

describe('planning notes', () => {
  const add = async (
    studio: Studio,
    columns: { expires_at?: Date; archive_after_episodes?: number; status?: string },
  ) => {
    const id = randomUUID();
    await scene.sql`insert into planning_notes ${scene.sql({ id, organization_id: studio.organization, project_id: studio.project, content: 'Note', ...columns })}`;
    return id;
  };
  const statusOf = async (id: string) =>
    (await scene.sql`select status from planning_notes where id = ${id}`)[0]?.status;

  it('are archived when their time is over', async () => {
    const studio = await scene.studio();
    const over = await add(studio, { expires_at: new Date(Date.now() - 1000) });
    const open = await add(studio, { expires_at: new Date(Date.now() + 3_600_000) });
    const used = await add(studio, { expires_at: new Date(Date.now() - 1000), status: 'incorporated' });
    await scene.sql`select retire_notes()`;
    expect([await statusOf(over), await statusOf(open), await statusOf(used)]).toEqual([
      'archived',
      'pending',
      'incorporated',
    ]);
    await scene.sql`select retire_notes(now() + interval '2 hours')`;
    expect(await statusOf(open)).toBe('archived');
  });

  it('are archived after the episodes they were meant for', async () => {
    const studio = await scene.studio();
    const note = await add(studio, { archive_after_episodes: 2 });
    for (const expected of ['pending', 'archived']) {
      const job = await scene.claimed(studio, await scene.episode(studio));
      await scene.complete(job, { notes_used: [] });
      await scene.sql`select retire_notes()`;
      expect(await statusOf(note)).toBe(expected);
    }
  });
});
