import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readUnsent } from '../client/unsent.ts';
import { recoveryLogOf } from './open-kept-store.ts';
import { readRecoveryLog } from './recovery-log.ts';
import { listSnapshots } from './snapshot-list.ts';
import { LIMIT_MS, lastLine, noteTexts, SETTLE_MS, scene, snapshot } from './testing/scene.ts';

describe('a store that cannot be used', { timeout: LIMIT_MS }, () => {
  test('is set aside and begun anew; unsent edits are sent, the rest comes from the cloud, and the person is told', async () => {
    await using s = await scene();
    {
      await using first = await s.desk();
      const { id } = await first.engine.command('project.create', { title: 'Fintech' });
      await first.engine.command('note.create', { project_id: id, content: 'Sent before' });
      await first.engine.settle(SETTLE_MS);
      await first.engine.command('sync.set-offline', { offline: true });
      await first.engine.command('note.create', { project_id: id, content: 'Typed on the train' });
    }
    await truncate(join(s.dataDir, 'pgdata/global/pg_control'), 0);
    await using second = await s.desk();
    expect(await lastLine(second.engine)).toBe(
      'The local database could not be opened, so it was set aside (nothing of it was deleted) and is being filled from the cloud again; the one edit that had not been sent was carried over and will be sent.',
    );
    expect(await readdir(join(s.dataDir, 'set-aside'))).toHaveLength(1);
    await second.engine.settle(SETTLE_MS);
    expect(await noteTexts(second.engine)).toEqual(['Sent before', 'Typed on the train']);
    expect((await s.cloud.sql`select content from planning_notes order by 1`).map(({ content }) => content)).toEqual([
      'Sent before',
      'Typed on the train',
    ]);
    expect(second.engine.status()).toMatchObject({ pending_count: 0, open_conflict_count: 0, attention_count: 0 });
  });

  test('an edit of something that others have changed meanwhile is merged, not lost', async () => {
    await using s = await scene();
    let block = '';
    {
      await using first = await s.desk();
      const { id } = await first.engine.command('project.create', { title: 'Fintech' });
      const { id: episode } = await first.engine.command('episode.create', { project_id: id, title: 'Pilot' });
      block = (await first.engine.query('blocks.of_episode', { episode_id: episode }))[0]?.id ?? '';
      await first.engine.command('block.edit', { id: block, base_content: '', content: 'one\ntwo\nthree' });
      await first.engine.settle(SETTLE_MS);
      await first.engine.command('sync.set-offline', { offline: true });
      await first.engine.command('block.edit', {
        id: block,
        base_content: 'one\ntwo\nthree',
        content: 'one\ntwo\nthree, typed here',
      });
    }
    await s.cloud.sql`update blocks set content = ${'one, from n8n\ntwo\nthree'} where id = ${block}`;
    await writeFile(join(s.dataDir, 'pgdata/PG_VERSION'), '17\n');
    await using second = await s.desk();
    await second.engine.settle(SETTLE_MS);
    const [row] = await s.cloud.sql`select content from blocks where id = ${block}`;
    expect(row?.content).toBe('one, from n8n\ntwo\nthree, typed here');
    expect(second.engine.status()).toMatchObject({ pending_count: 0, open_conflict_count: 0 });
  });

  test('is rebuilt from the newest backup that is whole, also without a network', async () => {
    await using s = await scene();
    {
      await using first = await s.desk();
      const { id } = await first.engine.command('project.create', { title: 'Fintech' });
      await first.engine.command('note.create', { project_id: id, content: 'In the backup' });
      await first.engine.settle(SETTLE_MS);
      await snapshot(first.engine, s.dataDir);
      await first.engine.command('sync.set-offline', { offline: true });
      await first.engine.command('note.create', { project_id: id, content: 'After the backup' });
      await snapshot(first.engine, s.dataDir);
    }
    const [newest] = await listSnapshots(s.dataDir);
    await truncate(join(newest?.folder ?? '', 'pgdata/global/pg_control'), 0);
    await rm(join(s.dataDir, 'pgdata'), { recursive: true });
    await using second = await s.desk(true);
    expect(await noteTexts(second.engine)).toEqual(['After the backup', 'In the backup']);
    expect(await lastLine(second.engine)).toMatch(/was rebuilt from the backup of .*; the one edit/);
    expect(second.engine.status().pending_count).toBe(1);
  });

  test('is not believed when it is empty where it was full', async () => {
    await using s = await scene();
    {
      await using first = await s.desk();
      const { id } = await first.engine.command('project.create', { title: 'Fintech' });
      for (let n = 0; n < 25; n += 1)
        await first.engine.command('note.create', { project_id: id, content: `Note ${n}` });
      await first.engine.settle(SETTLE_MS);
    }
    const meta = await readFile(join(s.dataDir, 'meta.json'), 'utf8');
    await rm(join(s.dataDir, 'pgdata'), { recursive: true });
    await rm(join(s.dataDir, 'meta.json'));
    // A new, empty database where the full one was: what a tool or an accident would make of it.
    await (await s.desk(true))[Symbol.asyncDispose]();
    await writeFile(join(s.dataDir, 'meta.json'), meta);
    await using second = await s.desk();
    expect(await lastLine(second.engine)).toContain('was missing rows');
    await second.engine.settle(SETTLE_MS);
    expect(await noteTexts(second.engine)).toHaveLength(25);
  });
});

describe('the recovery log of a desk', { timeout: LIMIT_MS }, () => {
  test('holds what waits, as it is now, and nothing that the cloud has', async () => {
    await using s = await scene();
    await using desk = await s.desk(true);
    const { engine } = desk;
    const { id } = await engine.command('project.create', { title: 'Fintech' });
    const { id: note } = await engine.command('note.create', { project_id: id, content: 'First' });
    await engine.command('note.update', { id: note, patch: { content: 'Second' } });
    const logged = async () => (await readRecoveryLog(recoveryLogOf(s.dataDir))).edits;
    await expect
      .poll(async () => (await logged()).map(({ patch }) => patch.content ?? patch.title))
      .toEqual(['Fintech', 'Second']);
    await engine.command('sync.set-offline', { offline: false });
    await engine.settle(SETTLE_MS);
    await expect.poll(logged).toEqual([]);
  });

  test('gives back the text that lost a conflict, and what was asked for offline', async () => {
    await using s = await scene();
    const asked: string[] = [];
    {
      await using first = await s.desk();
      const { engine } = first;
      const { id: project } = await engine.command('project.create', { title: 'Fintech' });
      const { id: episode } = await engine.command('episode.create', { project_id: project, title: 'Pilot' });
      await engine.settle(SETTLE_MS);
      await engine.command('sync.set-offline', { offline: true });
      await engine.command('project.update', { id: project, patch: { title: 'Banking' } });
      await s.cloud.sql`update projects set title = ${'Money'} where id = ${project}`;
      await engine.command('sync.set-offline', { offline: false });
      await engine.settle(SETTLE_MS);
      expect(engine.status().open_conflict_count).toBe(1);
      await engine.command('sync.set-offline', { offline: true });
      asked.push((await engine.command('generation.request', { episode_id: episode })).id);
    }
    await rm(join(s.dataDir, 'pgdata'), { recursive: true });
    {
      await using second = await s.desk(true);
      const { rows } = await second.engine.store.query('select mine, theirs from conflicts');
      expect(rows).toEqual([{ mine: 'Banking', theirs: 'Money' }]);
    }
    await using third = await s.desk();
    await third.engine.settle(SETTLE_MS);
    expect(third.engine.status()).toMatchObject({ pending_count: 0, open_conflict_count: 1 });
    const jobs = await s.cloud.sql`select idempotency_key from episode_schedule_queue`;
    expect(jobs.map(({ idempotency_key }) => idempotency_key)).toEqual(asked);
  });

  test('gives back an edit that a store forgot, and the cloud takes one that it has already only once', async () => {
    await using s = await scene();
    let note = '';
    {
      await using first = await s.desk();
      const { id } = await first.engine.command('project.create', { title: 'Fintech' });
      note = (await first.engine.command('note.create', { project_id: id, content: 'Old' })).id;
      await first.engine.settle(SETTLE_MS);
      await first.engine.command('sync.set-offline', { offline: true });
      await first.engine.command('note.update', { id: note, patch: { content: 'New' } });
    }
    const log = await readFile(recoveryLogOf(s.dataDir), 'utf8');
    {
      await using second = await s.desk();
      await second.engine.settle(SETTLE_MS);
    }
    // As after a kill between the cloud's answer and the trimming of the log.
    await writeFile(recoveryLogOf(s.dataDir), log);
    const [before] = await s.cloud.sql`select content, rev from planning_notes where id = ${note}`;
    await using third = await s.desk();
    await third.engine.settle(SETTLE_MS);
    const [after] = await s.cloud.sql`select content, rev from planning_notes where id = ${note}`;
    expect(after).toEqual(before);
    expect(await noteTexts(third.engine)).toEqual(['New']);
    expect(third.engine.status()).toMatchObject({ pending_count: 0, open_conflict_count: 0 });
  });
});

describe('what has not been sent', { timeout: LIMIT_MS }, () => {
  test('can be read and taken away without the store, the network or a sign-in', async () => {
    await using s = await scene();
    {
      await using desk = await s.desk(true);
      const { id } = await desk.engine.command('project.create', { title: 'Fintech' });
      await desk.engine.command('note.create', { project_id: id, content: 'Only here' });
      const unsent = await desk.engine.query('sync.unsent', {});
      expect(unsent.map(({ patch }) => patch)).toMatchObject([{ title: 'Fintech' }, { content: 'Only here' }]);
    }
    await rm(join(s.dataDir, 'pgdata'), { recursive: true });
    const { edits } = await readUnsent(['unsent', '--data', s.dataDir]);
    expect(edits.map(({ patch }) => patch)).toMatchObject([{ title: 'Fintech' }, { content: 'Only here' }]);
  });

  test('a person is told once of a store that was rebuilt', async () => {
    await using s = await scene();
    await (await s.desk(true))[Symbol.asyncDispose]();
    await writeFile(join(s.dataDir, 'pgdata/PG_VERSION'), '16\n');
    await using desk = await s.desk(true);
    expect(await desk.engine.query('sync.recovered', {})).toHaveLength(1);
    await desk.engine.command('recovery.acknowledge', {});
    expect(await desk.engine.query('sync.recovered', {})).toEqual([]);
    expect(await desk.engine.query('sync.log', {})).toHaveLength(1);
  });
});
