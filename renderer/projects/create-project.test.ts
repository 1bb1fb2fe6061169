import { beforeEach, describe, expect, it } from 'vitest';
import { type EngineClient, EngineFailure } from '../engine-port/engine-client.ts';
import { createProject, type NewProject } from './create-project.ts';

type ProjectEngine = Pick<EngineClient, 'command' | 'query'>;

const project: NewProject = { id: 'p1', title: 'Ferries', onboarding_brief: 'For harbour masters.' };

describe('making a project', () => {
  const made = new Map<string, { title?: string; onboarding_brief?: string; deleted_at: string | null }>();
  let refusal: EngineFailure | null;
  const engine = {
    async command(name: string, { id, patch, ...columns }: NewProject & { patch: object }) {
      if (refusal !== null) throw refusal;
      if (name === 'project.create') {
        if (made.has(id)) throw new EngineFailure({ code: 'refused', message: 'This exists already.' });
        made.set(id, { ...columns, deleted_at: null });
      } else {
        made.set(id, { deleted_at: null, ...made.get(id), ...patch });
      }
      return { id };
    },
    query: async (_: string, { id }: { id: string }) => (made.has(id) ? [made.get(id)] : []),
  } as unknown as ProjectEngine;

  beforeEach(() => {
    made.clear();
    refusal = null;
  });

  it('that was made and not answered makes no second one when it is sent again, and takes what was typed since', async () => {
    await createProject(engine, project);
    const brief = 'For two harbour masters.';
    expect(await createProject(engine, { ...project, onboarding_brief: brief })).toEqual({ id: 'p1' });
    expect([...made.values()]).toEqual([{ title: 'Ferries', onboarding_brief: brief, deleted_at: null }]);
  });

  it('that was made and thrown away since is another one', async () => {
    await createProject(engine, project);
    made.set('p1', { title: 'Ferries', deleted_at: '2026-11-30T08:00:00Z' });
    const { id } = await createProject(engine, project);
    expect(id).not.toBe('p1');
    expect(made.size).toBe(2);
  });

  it('that is refused for another reason is refused', async () => {
    refusal = new EngineFailure({ code: 'refused', message: 'A value is too long.' });
    await expect(createProject(engine, project)).rejects.toBe(refusal);
  });
});
