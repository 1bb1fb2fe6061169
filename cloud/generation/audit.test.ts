import { describe, expect, it } from 'vitest';
import { asCaller, member } from '../testing/as-caller.ts';
import { generationScene } from '../testing/generation-scene.ts';

const scene = generationScene();

const trailOf = (resource: string) =>
  scene.sql`select actor, action, old_values, new_values, severity from audit_log where resource_id = ${resource} order by created_at, id`;

describe('audit_log', () => {
  it('holds every transition of a job, and who made it', async () => {
    const studio = await scene.studio();
    const job = await scene.claimed(studio, await scene.episode(studio));
    await scene.fail(job, { message: 'Overloaded' });
    await scene.cancel(studio, job.job_id);
    const trail = await trailOf(job.job_id);
    expect(trail.map(({ actor, action }) => [actor, action])).toEqual([
      [studio.user, 'generation_job.created'],
      ['generation_worker', 'generation_job.processing'],
      ['generation_worker', 'generation_job.pending'],
      [studio.user, 'generation_job.cancelled'],
    ]);
    expect(trail[2]).toMatchObject({
      old_values: { status: 'processing' },
      new_values: { status: 'pending', error_message: 'Overloaded' },
    });
    expect((await trailOf(job.episode.id)).map(({ action }) => action)).toEqual([
      'episode.generating',
      'episode.draft',
    ]);
  });

  it('names the system for what nobody did', async () => {
    const studio = await scene.studio();
    const job = await scene.claimed(studio, await scene.episode(studio));
    await scene.sql`update episode_schedule_queue set attempt_count = 3 where id = ${job.job_id}`;
    await scene.sql`select expire_leases(now() + interval '1 hour')`;
    expect((await trailOf(job.job_id)).at(-1)).toMatchObject({
      actor: 'system',
      action: 'generation_job.failed',
      severity: 'error',
    });
  });

  it('records limits, members, projects and notes with old and new values', async () => {
    const studio = await scene.studio();
    const admin = member(studio.user, studio.organization, 'admin');
    await asCaller(scene.sql, admin, (t) => t`update organizations set daily_cost_limit_gbp = 80`);
    expect((await trailOf(studio.organization)).at(-1)).toEqual({
      actor: studio.user,
      action: 'organization.changed',
      old_values: { daily_cost_limit_gbp: 50 },
      new_values: { daily_cost_limit_gbp: 80 },
      severity: 'warning',
    });
    await asCaller(scene.sql, admin, (t) => t`update projects set status = 'PAUSED' where id = ${studio.project}`);
    expect((await trailOf(studio.project)).at(-1)).toMatchObject({
      action: 'project.paused',
      old_values: { status: 'ACTIVE' },
    });
    const [note] = await scene.sql`insert into planning_notes (organization_id, project_id, content)
      values (${studio.organization}, ${studio.project}, 'Note') returning id`;
    await asCaller(
      scene.sql,
      admin,
      (t) => t`update planning_notes set content = 'Only the text' where id = ${note?.id}`,
    );
    await asCaller(scene.sql, admin, (t) => t`update planning_notes set deleted_at = now() where id = ${note?.id}`);
    expect(await trailOf(note?.id)).toMatchObject([{ action: 'planning_note.deleted', severity: 'warning' }]);
    const [row] = await scene.sql`select id from organization_members where organization_id = ${studio.organization}`;
    await scene.sql`update organization_members set role = 'ADMIN' where id = ${row?.id}`;
    expect((await trailOf(row?.id)).at(-1)).toMatchObject({
      actor: 'system',
      action: 'member.changed',
      new_values: { role: 'ADMIN' },
    });
  });

  it('cannot be changed, and is read by admins only', async () => {
    const studio = await scene.studio();
    await expect(scene.sql`delete from audit_log where organization_id = ${studio.organization}`).rejects.toMatchObject(
      { code: 'SR409' },
    );
    await expect(
      scene.sql`update audit_log set actor = 'me' where organization_id = ${studio.organization}`,
    ).rejects.toMatchObject({ code: 'SR409' });
    const seen = (role: 'admin' | 'member') =>
      asCaller(scene.sql, member(studio.user, studio.organization, role), (t) => t`select id from audit_log`);
    expect((await seen('admin')).length).toBeGreaterThan(0);
    expect(await seen('member')).toHaveLength(0);
  });
});
