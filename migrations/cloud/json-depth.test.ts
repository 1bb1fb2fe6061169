import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asCaller, member } from '../../cloud/testing/as-caller.ts';
import { generationScene } from '../../cloud/testing/generation-scene.ts';
import { insertion, present, syncCaller, update } from '../../cloud/testing/sync-caller.ts';
import type { JsonRow } from '../../shared/sync/protocol.ts';

const scene = generationScene();

/** Lists within lists: of 32 levels the innermost value is on the 32nd. */
const nested = (levels: number): JsonRow[string] => JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`);

describe('columns of JSON', () => {
  it('come from desks with up to 32 levels', async () => {
    const { organization, user, project } = await scene.studio();
    const desk = syncCaller(scene.sql, member(user, organization));
    const events = (levels: number) =>
      insertion('user_events', { user_id: user, event_type: 'test', event_data: { a: nested(levels - 1) } });
    const answers = await desk.push([
      events(32),
      events(33),
      update('projects', project, 1, { memories: nested(33) }),
      update('users', user, 1, { notification_preferences: { a: nested(500) } }),
      insertion('projects', { title: 'Deep', cadence_config: { mode: 'daily', delivery_hour: 7, days: nested(40) } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['applied', 'rejected', 'rejected', 'rejected', 'rejected']);
    expect(answers[2]).toMatchObject({
      error: { code: 'SR400', message: '"memories" of "projects" is nested deeper than 32 levels.' },
    });
  });

  it('come over REST with up to 32 levels', async () => {
    const { organization, user, project } = await scene.studio();
    const written = asCaller(
      scene.sql,
      member(user, organization),
      (t) => t`update projects set memories = ${JSON.stringify(nested(33))}::text::jsonb where id = ${project}`,
    );
    await expect(written).rejects.toMatchObject({ code: 'SR400' });
  });

  it('come from a worker with up to 32 levels, and it can go on after a refusal', async () => {
    const studio = await scene.studio();
    const job = await scene.claimed(studio, await scene.episode(studio));
    const block = { content: 'Text.', source_urls: nested(33) as string[] };
    await expect(scene.report(job, { partial: { blocks: [block] } })).rejects.toMatchObject({ code: 'SR400' });
    await expect(scene.complete(job, { blocks: [block] })).rejects.toMatchObject({ code: 'SR400' });
    const error = { message: 'No.', details: nested(40) };
    await expect(scene.fail(job, error)).rejects.toMatchObject({ code: 'SR400' });
    expect(await scene.complete(job)).toMatchObject({ accepted: true });
  });

  it('that were deeper before keep nobody from changing the rest of the row', async () => {
    const { organization, user } = await scene.studio();
    const id = randomUUID();
    await scene.sql.begin(async (t) => {
      await t`set local session_replication_role = replica`;
      await t`insert into projects (id, organization_id, title, memories, rev, txid)
        values (${id}, ${organization}, 'Old', ${JSON.stringify(nested(60))}::text::jsonb, 1, pg_current_xact_id())`;
    });
    const desk = syncCaller(scene.sql, member(user, organization));
    const [answer] = await desk.push([update('projects', id, 1, { title: 'New', memories: nested(60) })]);
    expect(present(answer).status).toBe('applied');
    expect(await desk.push([update('projects', id, 2, { memories: [] })])).toMatchObject([{ status: 'applied' }]);
    expect(await desk.push([update('projects', id, 3, { memories: nested(60) })])).toMatchObject([
      { status: 'rejected' },
    ]);
  });
});
