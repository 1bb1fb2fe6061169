import { describe, expect, test } from 'vitest';
import { LIMIT_MS, lastLine, noteTexts, SETTLE_MS, scene } from './testing/scene.ts';

describe('backups by hand', { timeout: LIMIT_MS }, () => {
  test('one that is made is listed, and restored at the next start with the edits that were not sent', async () => {
    await using s = await scene();
    let reopened = 0;
    let id = '';
    {
      await using first = await s.desk(false, () => {
        reopened += 1;
      });
      const { engine } = first;
      const { id: project } = await engine.command('project.create', { title: 'Fintech' });
      await engine.command('note.create', { project_id: project, content: 'Before the backup' });
      await engine.settle(SETTLE_MS);
      const made = await engine.askDesk('backups.make', {});
      expect(made.rows).toBeGreaterThan(0);
      expect(made.bytes).toBeGreaterThan(100_000);
      id = made.id;
      expect((await engine.askDesk('backups.list', {})).backups).toEqual([made]);
      await engine.command('sync.set-offline', { offline: true });
      await engine.command('note.create', { project_id: project, content: 'After it, and not sent' });
      await engine.askDesk('backups.restore', { id });
      expect(reopened).toBe(1);
    }
    await using second = await s.desk();
    expect(await lastLine(second.engine)).toMatch(
      /^A backup took .*the one edit that had not been sent was carried over/,
    );
    await second.engine.settle(SETTLE_MS);
    expect(await noteTexts(second.engine)).toEqual(['After it, and not sent', 'Before the backup']);
    const list = await second.engine.askDesk('backups.list', {});
    expect(list.set_aside.map(({ name }) => name)).toEqual([expect.stringMatching(/-chosen$/)]);
    expect(second.engine.status()).toMatchObject({ pending_count: 0, attention_count: 0 });
  });

  test('what is not there is refused, and nothing happens', async () => {
    await using s = await scene();
    await using desk = await s.desk(true, () => {
      throw new Error('reopened');
    });
    await expect(desk.engine.askDesk('backups.restore', { id: '12345' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(desk.engine.askDesk('backups.restore', { id: '../..' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(desk.engine.askDesk('export.rows', { table: 'outbox', after: null } as never)).rejects.toMatchObject({
      code: 'bad-request',
    });
  });

  test('rows to take away come in pages by their ids', async () => {
    await using s = await scene();
    await using desk = await s.desk(true);
    const { id } = await desk.engine.command('project.create', { title: 'Fintech' });
    expect(await desk.engine.askDesk('export.rows', { table: 'projects', after: null })).toEqual([
      expect.objectContaining({ id, title: 'Fintech' }),
    ]);
    expect(await desk.engine.askDesk('export.rows', { table: 'projects', after: id })).toEqual([]);
  });
});
