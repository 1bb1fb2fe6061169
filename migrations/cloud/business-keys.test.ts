import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';

const database = sampleDatabase();

async function addProject(sql: postgres.Sql, status = 'ACTIVE'): Promise<string> {
  const id = randomUUID();
  await sql`insert into projects (id, organization_id, title, status) values (${id}, 'org_ours', 'A project', ${status})`;
  return id;
}

describe('episodes made on two desks', () => {
  it('with the same number: the later gets the next free one, also at the same moment', async () => {
    const project = await addProject(database.sql);
    const connections = Array.from({ length: 6 }, () => postgres(database.url, { max: 1, onnotice: () => {} }));
    try {
      await Promise.all(
        connections.map(
          (sql) =>
            sql`insert into episodes (organization_id, project_id, sequence_number) values ('org_ours', ${project}, 12)`,
        ),
      );
    } finally {
      await Promise.all(connections.map((sql) => sql.end()));
    }
    const rows = await database.sql`select sequence_number from episodes where project_id = ${project} order by 1`;
    expect(rows.map((row) => row.sequence_number)).toEqual([12, 13, 14, 15, 16, 17]);
  });

  it('a slot can never yield two episodes', async () => {
    const project = await addProject(database.sql);
    const add = () => database.sql`insert into episodes (organization_id, project_id, sequence_number, idempotency_key)
      values ('org_ours', ${project}, 1, 'slot 2026-11-23')`;
    await add();
    await expect(add()).rejects.toMatchObject({ code: '23505' });
  });
});

describe('the plan’s project limit', () => {
  const setLimit = async (spare: number) =>
    database.sql`update organizations set project_limit = ${spare} + (select count(*) from projects
      where organization_id = 'org_ours' and deleted_at is null and status <> 'ARCHIVED') where id = 'org_ours'`;

  it('holds for new projects and for those that come back; archived and deleted ones do not count', async () => {
    const { sql } = database;
    await setLimit(1);
    const archived = await addProject(sql, 'ARCHIVED');
    const last = await addProject(sql);
    await expect(addProject(sql)).rejects.toMatchObject({
      code: 'SR420',
      hint: expect.stringContaining('Nothing in this project is lost'),
    });
    await expect(sql`update projects set status = 'ACTIVE' where id = ${archived}`).rejects.toMatchObject({
      code: 'SR420',
    });
    await sql`update projects set title = 'Still editable', status = 'PAUSED' where id = ${last}`;
    await sql`delete from projects where id = ${last}`;
    await addProject(sql);
    await expect(sql`update projects set deleted_at = null where id = ${last}`).rejects.toMatchObject({
      code: 'SR420',
    });
  });

  it('holds when several desks come at once', async () => {
    await setLimit(2);
    const connections = Array.from({ length: 6 }, () => postgres(database.url, { max: 1, onnotice: () => {} }));
    try {
      const results = await Promise.allSettled(connections.map((sql) => addProject(sql)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    } finally {
      await Promise.all(connections.map((sql) => sql.end()));
    }
  });

  it('holds for several projects in one statement', async () => {
    await setLimit(2);
    await expect(
      database.sql`insert into projects (organization_id, title) select 'org_ours', 'many' from generate_series(1, 3)`,
    ).rejects.toMatchObject({ code: 'SR420' });
  });
});
