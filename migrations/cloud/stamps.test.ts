import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';
import { SYNCED_TABLES } from '../../shared/sync/protocol.ts';

const database = sampleDatabase();

describe('stamps', () => {
  it('are set by the cloud whoever writes and whatever they claim', async () => {
    const { sql, ours } = database;
    const id = randomUUID();
    await sql`insert into planning_notes (id, organization_id, project_id, content, rev, txid, updated_by)
      values (${id}, 'org_ours', ${ours.project}, 'x', 99, '5', 'somebody')`;
    const stamps = () => sql<{ rev: string; txid: string; updated_by: string | null; old: boolean }[]>`
      select rev, txid::text, updated_by, created_at < '2001-01-01' as old from planning_notes where id = ${id}`;
    const [first] = await stamps();
    expect(first).toMatchObject({ rev: '1', updated_by: null });
    expect(Number(first?.txid)).toBeGreaterThan(5);

    await sql`update planning_notes set content = 'y', rev = 50, created_at = '2000-01-01' where id = ${id}`;
    expect(await stamps()).toMatchObject([{ rev: '2', old: false }]);
  });

  it('a write that changes nothing is no change', async () => {
    const { sql, ours } = database;
    const before = await sql`select rev, txid::text from projects where id = ${ours.project}`;
    await sql`update projects set title = title where id = ${ours.project}`;
    expect([...(await sql`select rev, txid::text from projects where id = ${ours.project}`)]).toEqual([...before]);
  });

  it('a plain delete in any synced table marks the row, and the deletion is a change like another', async () => {
    const { sql } = database;
    for (const table of SYNCED_TABLES.filter((name) => name !== 'user_events')) {
      const column = table === 'users' ? 'id' : 'organization_id';
      const owner = table === 'users' ? 'user_of_org_theirs' : 'org_theirs';
      const before = await sql<{ id: string; rev: string }[]>`
        select id, rev from ${sql(table)} where ${sql(column)} = ${owner} and deleted_at is null limit 1`;
      expect(before, table).toHaveLength(1);
      await sql`delete from ${sql(table)} where id = ${before[0]?.id ?? ''}`;
      const after =
        await sql`select rev::int, deleted_at is not null as deleted from ${sql(table)} where id = ${before[0]?.id ?? ''}`;
      expect([...after], table).toEqual([{ rev: Number(before[0]?.rev) + 1, deleted: true }]);
    }
  });

  it('append-only tables take no update and no delete, even from the owner', async () => {
    const { sql } = database;
    for (const table of ['user_events', 'token_usage', 'audit_log', 'block_versions']) {
      await expect(sql`update ${sql(table)} set created_at = now()`, table).rejects.toMatchObject({ code: 'SR409' });
      await expect(sql`delete from ${sql(table)}`, table).rejects.toMatchObject({ code: 'SR409' });
      await expect(sql`truncate ${sql(table)}`, table).rejects.toMatchObject({ code: 'SR409' });
    }
  });
});
