import { readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LocalEngine } from '../open-engine.ts';
import { recoveryLogOf } from './open-kept-store.ts';
import { LIMIT_MS, lastLine, noteTexts, SETTLE_MS, scene, snapshot } from './testing/scene.ts';
import { beginRecovery, readUnfinishedRecovery } from './unfinished-recovery.ts';

type Scene = Awaited<ReturnType<typeof scene>>;

function damage({ dataDir }: Scene): Promise<void> {
  return truncate(join(dataDir, 'pgdata/global/pg_control'), 0);
}

async function cloudNotes({ cloud }: Scene): Promise<string[]> {
  const rows = await cloud.sql`select content from planning_notes where deleted_at is null order by 1`;
  return rows.map(({ content }) => content);
}

/** A desk with one episode in the cloud that Ben sums up after a backup was made; the desk has pulled that, and is offline. */
async function episodeSummedUpSince(s: Scene, engine: LocalEngine, hasBackup = true): Promise<string> {
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  if (!hasBackup) await backedUp(s, engine);
  const { id } = await engine.command('episode.create', { project_id: project, title: 'Pilot' });
  await engine.command('episode.update', { id, patch: { summary: 'Of nine' } });
  if (hasBackup) await backedUp(s, engine);
  await engine.settle(SETTLE_MS);
  await s.cloud.sql`update episodes set summary = ${'Of ten, by Ben'} where id = ${id}`;
  await engine.command('sync.now', {});
  await engine.settle(SETTLE_MS);
  await engine.command('sync.set-offline', { offline: true });
  return id;
}

async function backedUp(s: Scene, engine: LocalEngine): Promise<void> {
  await engine.settle(SETTLE_MS);
  await snapshot(engine, s.dataDir);
}

async function episodes({ cloud }: Scene): Promise<{ title: string; summary: string }[]> {
  return (await cloud.sql`select title, summary from episodes`).map(({ title, summary }) => ({ title, summary }));
}

/** A desk with one note in the cloud that is then edited offline; a backup is made before the edit is sent. */
async function backupWithWaitingEdit(s: Scene, engine: LocalEngine): Promise<string> {
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  const { id } = await engine.command('note.create', { project_id: project, content: 'First' });
  await engine.settle(SETTLE_MS);
  await engine.command('sync.set-offline', { offline: true });
  await engine.command('note.update', { id, patch: { content: 'Waits in the backup' } });
  await snapshot(engine, s.dataDir);
  return id;
}

describe('a store that was rebuilt from an older backup', { timeout: LIMIT_MS }, () => {
  test('has what was typed into an edit after the backup was made', async () => {
    await using s = await scene();
    {
      await using first = await s.desk();
      const id = await backupWithWaitingEdit(s, first.engine);
      await first.engine.command('note.update', { id, patch: { content: 'Typed on' } });
      const { id: project } = await first.engine.command('project.create', { title: 'Later' });
      await first.engine.command('note.create', { project_id: project, content: 'New' });
    }
    await damage(s);
    {
      await using second = await s.desk(true);
      expect(await noteTexts(second.engine)).toEqual(['New', 'Typed on']);
    }
    await using third = await s.desk();
    await third.engine.settle(SETTLE_MS);
    expect(await cloudNotes(s)).toEqual(['New', 'Typed on']);
    expect(third.engine.status()).toMatchObject({ pending_count: 0, open_conflict_count: 0, attention_count: 0 });
  });

  test('keeps an edit that was made on top of one that has been sent since', async () => {
    await using s = await scene();
    {
      await using first = await s.desk();
      const id = await backupWithWaitingEdit(s, first.engine);
      await first.engine.command('sync.set-offline', { offline: false });
      await first.engine.settle(SETTLE_MS);
      await first.engine.command('sync.set-offline', { offline: true });
      await first.engine.command('note.update', { id, patch: { content: 'On top' } });
    }
    await damage(s);
    await using second = await s.desk();
    await second.engine.settle(SETTLE_MS);
    expect(await cloudNotes(s)).toEqual(['On top']);
    expect(await noteTexts(second.engine)).toEqual(['On top']);
    expect(second.engine.status()).toMatchObject({ pending_count: 0, open_conflict_count: 0, attention_count: 0 });
  });

  test('does not send again what has been sent since, and others have gone on from', async () => {
    await using s = await scene();
    let id = '';
    {
      await using first = await s.desk();
      id = await backupWithWaitingEdit(s, first.engine);
      await first.engine.command('sync.set-offline', { offline: false });
      await first.engine.settle(SETTLE_MS);
    }
    await s.cloud.sql`update planning_notes set content = ${'Changed by n8n'} where id = ${id}`;
    await damage(s);
    await using second = await s.desk();
    expect(second.engine.status().pending_count).toBe(0);
    await second.engine.settle(SETTLE_MS);
    expect(await noteTexts(second.engine)).toEqual(['Changed by n8n']);
    expect(second.engine.status()).toMatchObject({ pending_count: 0, open_conflict_count: 0 });
  });

  test('sends an edit on what others had written by then, not on what the backup has', async () => {
    await using s = await scene();
    {
      await using first = await s.desk();
      const { engine } = first;
      const id = await episodeSummedUpSince(s, engine);
      await engine.command('episode.update', { id, patch: { title: 'T1' } });
      // Its call broke off.
      await engine.store.transaction({ origin: 'record' }, (tx) => tx.query("update outbox set state = 'sending'"));
      await engine.command('episode.update', { id, patch: { title: 'T2' } });
    }
    await damage(s);
    {
      await using second = await s.desk(true);
      const { rows } = await second.engine.store.query('select title, summary from episodes');
      expect(rows).toEqual([{ title: 'T2', summary: 'Of ten, by Ben' }]);
      expect(second.engine.status().pending_count).toBe(2);
    }
    await using third = await s.desk();
    await third.engine.settle(SETTLE_MS);
    expect(await episodes(s)).toEqual([{ title: 'T2', summary: 'Of ten, by Ben' }]);
    expect(third.engine.status()).toMatchObject({ pending_count: 0, open_conflict_count: 0, attention_count: 0 });
  });

  test('has an edit of a row that the backup does not have', async () => {
    await using s = await scene();
    let id = '';
    {
      await using first = await s.desk();
      id = await episodeSummedUpSince(s, first.engine, false);
      await first.engine.command('episode.update', { id, patch: { title: 'T1' } });
    }
    // Meanwhile, so that the edit is answered by a conflict.
    await s.cloud.sql`update episodes set summary = ${'Of eleven, by Ben'} where id = ${id}`;
    await damage(s);
    {
      await using second = await s.desk(true);
      const { rows } = await second.engine.store.query('select title, summary from episodes');
      expect(rows).toEqual([{ title: 'T1', summary: 'Of ten, by Ben' }]);
    }
    await using third = await s.desk();
    await third.engine.settle(SETTLE_MS);
    expect(await episodes(s)).toEqual([{ title: 'T1', summary: 'Of eleven, by Ben' }]);
    expect(third.engine.status()).toMatchObject({ pending_count: 0, open_conflict_count: 0, attention_count: 0 });
  });

  test('keeps no row waiting for the answer to an edit that has been answered since', async () => {
    await using s = await scene();
    let id = '';
    {
      await using first = await s.desk();
      const { engine } = first;
      id = await backupWithWaitingEdit(s, engine);
      // The edit is on its way when a pull brings the row, and then the backup is made.
      await engine.store.transaction({ origin: 'record' }, async (tx) => {
        await tx.query("update outbox set state = 'sending'");
        await tx.query(
          `insert into set_aside (table_name, row_id, row, reason)
           select 'planning_notes', $1, desk_row('planning_notes', $1) || '{"content": "Of Ben", "rev": 1000000}', 'in-flight'`,
          [id],
        );
      });
      await snapshot(engine, s.dataDir);
      await engine.store.transaction({ origin: 'record' }, (tx) => tx.query('delete from outbox'));
    }
    await damage(s);
    await using second = await s.desk(true);
    const { rows: aside } = await second.engine.store.query('select reason from set_aside');
    expect(aside).toEqual([]);
    expect(await noteTexts(second.engine)).toEqual(['Of Ben']);
  });

  test('without its log, sends what waited in the backup, and keeps it apart from what is typed next', async () => {
    await using s = await scene();
    let id = '';
    {
      await using first = await s.desk();
      id = await backupWithWaitingEdit(s, first.engine);
      await first.engine.command('sync.set-offline', { offline: false });
      await first.engine.settle(SETTLE_MS);
    }
    await damage(s);
    await rm(recoveryLogOf(s.dataDir));
    {
      await using second = await s.desk(true);
      expect(second.engine.status().pending_count).toBe(1);
      await second.engine.command('note.update', { id, patch: { content: 'Typed next' } });
    }
    await using third = await s.desk();
    await third.engine.settle(SETTLE_MS);
    expect(await cloudNotes(s)).toEqual(['Typed next']);
    expect(third.engine.status()).toMatchObject({ pending_count: 0, open_conflict_count: 0, attention_count: 0 });
  });
});

describe('a recovery', { timeout: LIMIT_MS }, () => {
  test('that was cut off is begun again, and told of', async () => {
    await using s = await scene();
    {
      await using first = await s.desk();
      await backupWithWaitingEdit(s, first.engine);
    }
    // As after a cut just before the unsent edits were put back: a store that opens, and is not what was to be rebuilt.
    await beginRecovery(s.dataDir, { reason: 'does-not-open' });
    await using second = await s.desk(true);
    expect(await lastLine(second.engine)).toMatch(/^The local database could not be opened, .* from the backup/);
    expect(await noteTexts(second.engine)).toEqual(['Waits in the backup']);
    expect(await readUnfinishedRecovery(s.dataDir)).toBeNull();
    expect(await readdir(join(s.dataDir, 'set-aside'))).toHaveLength(1);
  });

  test('is made of the backup when the database is not there at all', async () => {
    await using s = await scene();
    {
      await using first = await s.desk();
      await backupWithWaitingEdit(s, first.engine);
    }
    await rm(join(s.dataDir, 'pgdata'), { recursive: true });
    await rm(join(s.dataDir, 'meta.json'));
    await using second = await s.desk(true);
    expect(await lastLine(second.engine)).toMatch(
      /^The local database was not there any more, so it was rebuilt from the backup of .*; the one edit/,
    );
    expect(await noteTexts(second.engine)).toEqual(['Waits in the backup']);
  });

  test('keeps a damaged log beside the new one', async () => {
    await using s = await scene();
    {
      await using first = await s.desk(true);
      await first.engine.command('project.create', { title: 'Fintech' });
    }
    await writeFile(recoveryLogOf(s.dataDir), 'deadbeef {"kind":"edit"}\n');
    await using second = await s.desk(true);
    const kept = (await readdir(s.dataDir)).filter((name) => /^recovery-.*\.log$/.test(name));
    expect(kept).toHaveLength(1);
    expect(await lastLine(second.engine)).toBeUndefined();
  });
});
