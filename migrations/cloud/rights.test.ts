import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { anonymous, asCaller, type Caller, member, worker } from '../../cloud/testing/as-caller.ts';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';
import { WRITABLE_COLUMNS } from '../../shared/sync/columns.ts';
import { SYNCED_TABLES } from '../../shared/sync/protocol.ts';

const database = sampleDatabase();

/** A member's idempotency records are the one thing a member may delete; they are not content. */
const MAY_DELETE = ['sync_mutations'];

const ours = (role: 'admin' | 'member' = 'admin') => member('user_of_org_ours', 'org_ours', role);
const stranger = member('user_of_org_theirs', 'org_theirs', 'admin');
const withoutOrganization: Caller = {
  role: 'authenticated',
  claims: { role: 'authenticated', sub: 'user_of_org_ours' },
};

async function tables(): Promise<string[]> {
  const rows = await database.sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`;
  return rows.map(({ name }) => name);
}

async function readableColumns(table: string): Promise<string[]> {
  const rows = await database.sql<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${`public.${table}`}::regclass and attnum > 0 and not attisdropped
      and has_column_privilege('authenticated', attrelid, attnum, 'SELECT')`;
  return rows.map(({ name }) => name);
}

/** The tables a signed-in caller may ask at all. */
async function readableTables(): Promise<string[]> {
  const readable = [];
  for (const table of await tables()) if ((await readableColumns(table)).length > 0) readable.push(table);
  return readable;
}

const ownerColumn = (table: string) => (table === 'users' ? 'id' : 'organization_id');
const ownerOf = (table: string, organization: string) => (table === 'users' ? `user_of_${organization}` : organization);

async function ownersSeenBy(caller: Caller, table: string): Promise<string[]> {
  const column = ownerColumn(table);
  const rows = await asCaller(
    database.sql,
    caller,
    (t) => t<{ owner: string }[]>`select distinct ${t(column)} as owner from ${t(table)}`,
  );
  return rows.map(({ owner }) => owner);
}

describe('every table of the catalogue', () => {
  it('has row level security, and a sample row in both organisations if callers may read it', async () => {
    const open = await database.sql`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`;
    expect(open).toEqual([]);
    for (const table of await readableTables()) {
      const owners = await database.sql<{ owner: string }[]>`
        select distinct ${database.sql(ownerColumn(table))} as owner from ${database.sql(table)}`;
      expect(owners.map(({ owner }) => owner).sort(), table).toEqual(
        [ownerOf(table, 'org_ours'), ownerOf(table, 'org_theirs')].sort(),
      );
    }
  });

  it('shows a member the own organisation and nothing else', async () => {
    for (const table of await readableTables()) {
      expect(await ownersSeenBy(ours(), table), table).toEqual([ownerOf(table, 'org_ours')]);
      expect(await ownersSeenBy(stranger, table), table).toEqual([ownerOf(table, 'org_theirs')]);
    }
  });

  it('shows nothing of an organisation without one in the token', async () => {
    for (const table of await readableTables()) {
      const own = table === 'users' ? ['user_of_org_ours'] : [];
      expect(await ownersSeenBy(withoutOrganization, table), table).toEqual(own);
    }
  });

  it('refuses the anonymous caller and the worker outright', async () => {
    for (const table of await tables()) {
      for (const caller of [anonymous, worker]) {
        const asked = asCaller(database.sql, caller, (t) => t`select from ${t(table)}`);
        await expect(asked, `${caller.role} on ${table}`).rejects.toMatchObject({ code: '42501' });
      }
    }
  });

  it('lets nobody of another organisation change a row', async () => {
    for (const table of await readableTables()) {
      const columns = await database.sql<{ name: string }[]>`
        select attname as name from pg_attribute where attrelid = ${`public.${table}`}::regclass and attnum > 0
          and not attisdropped and has_column_privilege('authenticated', attrelid, attnum, 'UPDATE')`;
      for (const { name } of columns) {
        const changed = await asCaller(
          database.sql,
          stranger,
          (t) =>
            t`update ${t(table)} set ${t(name)} = ${t(name)} where ${t(ownerColumn(table))} = ${ownerOf(table, 'org_ours')}`,
        );
        expect(changed.count, `${table}.${name}`).toBe(0);
      }
    }
  });

  it('lets nobody add a row to another organisation', async () => {
    const { sql } = database;
    let tried = 0;
    for (const table of await readableTables()) {
      const columns = await sql<{ name: string }[]>`
        select attname as name from pg_attribute where attrelid = ${`public.${table}`}::regclass and attnum > 0
          and not attisdropped and has_column_privilege('authenticated', attrelid, attnum, 'INSERT')`;
      if (columns.length === 0) continue;
      const names = columns.map(({ name }) => name);
      const [row] = await sql`select ${sql(names)} from ${sql(table)} where organization_id = 'org_ours' limit 1`;
      const key = names.includes('id') ? 'id' : 'mutation_id';
      const copyOf = (person: string) => {
        const copy: { [column: string]: unknown } = { ...row, [key]: randomUUID() };
        for (const column of ['user_id', 'author_id']) if (column in copy) copy[column] = person;
        return copy;
      };
      await expect(
        asCaller(sql, stranger, (t) => t`insert into ${t(table)} ${t(copyOf('user_of_org_theirs'))}`),
        table,
      ).rejects.toMatchObject({ code: '42501' });
      // The same row is welcome from a member: it was the policy that refused, and not something else.
      await asCaller(sql, ours(), (t) => t`insert into ${t(table)} ${t(copyOf('user_of_org_ours'))}`);
      tried++;
    }
    expect(tried).toBeGreaterThan(8);
  });

  it('has no delete for anybody who signs in', async () => {
    const deletable = await database.sql<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and (has_table_privilege('authenticated', oid, 'DELETE') or has_table_privilege('authenticated', oid, 'TRUNCATE'))`;
    expect(deletable.map(({ name }) => name)).toEqual(MAY_DELETE);
  });
});

describe('particular rights', () => {
  it('a private table shows a colleague nothing', async () => {
    const colleague = member('user_colleague', 'org_ours', 'admin');
    for (const table of ['user_events', 'chat_sessions', 'chat_messages', 'highlights']) {
      expect(await ownersSeenBy(colleague, table), table).toEqual([]);
    }
  });

  it('the audit trail is for admins, and so are the limits', async () => {
    expect(await ownersSeenBy(ours('member'), 'audit_log')).toEqual([]);
    const raise = (caller: Caller) =>
      asCaller(database.sql, caller, (t) => t`update organizations set daily_cost_limit_gbp = 60`);
    expect((await raise(ours('member'))).count).toBe(0);
    expect((await raise(ours('admin'))).count).toBe(1);
  });

  it('a member who was removed sees nothing any more, although the token still names the organisation', async () => {
    const { sql } = database;
    await sql`insert into users (id, name) values ('user_removed', 'Gone')`;
    await sql`insert into organization_members (organization_id, user_id) values ('org_ours', 'user_removed')`;
    const removed = member('user_removed', 'org_ours');
    expect(await ownersSeenBy(removed, 'episodes')).toEqual(['org_ours']);
    await sql`delete from organization_members where user_id = 'user_removed'`;
    expect(await ownersSeenBy(removed, 'episodes')).toEqual([]);
    await expect(asCaller(sql, removed, (t) => t`select sync_pull()`)).rejects.toMatchObject({ code: 'SR403' });
  });

  it('a row cannot hang below a parent of another organisation', async () => {
    const { sql, ours: sample, theirs } = database;
    await expect(
      asCaller(
        sql,
        ours(),
        (t) => t`insert into blocks (organization_id, episode_id, content) values ('org_ours', ${theirs.episode}, 'x')`,
      ),
    ).rejects.toMatchObject({ code: '23503' });
    expect(sample.episode).not.toBe(theirs.episode);
  });

  it('the lease token of a job is for nobody who signs in', async () => {
    await expect(
      asCaller(database.sql, ours(), (t) => t`select lease_token from episode_schedule_queue`),
    ).rejects.toMatchObject({ code: '42501' });
    const hidden = [];
    for (const table of await readableTables()) {
      const all = await database.sql<{ name: string }[]>`
        select attname as name from pg_attribute where attrelid = ${`public.${table}`}::regclass and attnum > 0 and not attisdropped`;
      const readable = await readableColumns(table);
      hidden.push(...all.filter(({ name }) => !readable.includes(name)).map(({ name }) => `${table}.${name}`));
    }
    expect(hidden).toEqual(['episode_schedule_queue.lease_token']);
  });

  it('only the version is open to the anonymous caller, and every function pins its search path', async () => {
    const functions = await database.sql<{ name: string; open: boolean; pinned: boolean }[]>`
      select oid::regprocedure::text as name, has_function_privilege('anon', oid, 'EXECUTE') as open,
        coalesce(array_to_string(proconfig, ',') like '%search_path=%', false) as pinned
      from pg_proc where pronamespace = 'public'::regnamespace`;
    // Numbers that a desk reads before anybody signs in.
    const open = functions.filter((one) => one.open).map(({ name }) => name);
    expect(open.sort()).toEqual(['cloud_version()', 'oldest_protocol()', 'schema_version()']);
    expect(functions.filter(({ pinned }) => !pinned)).toEqual([]);
  });
});

describe('what desks believe', () => {
  it('the cloud syncs the tables that desks keep, in the same order', async () => {
    const [row] = await database.sql<{ names: string[] }[]>`select synced_tables() as names`;
    expect(row?.names).toEqual(SYNCED_TABLES);
  });

  it('the columns a producer may write are those granted, no more and no fewer', async () => {
    const granted: { [table: string]: string[] } = {};
    for (const table of SYNCED_TABLES) {
      const rows = await database.sql<{ name: string }[]>`
        select attname as name from pg_attribute where attrelid = ${`public.${table}`}::regclass and attnum > 0
          and not attisdropped and attname not in ('id', 'organization_id')
          and (has_column_privilege('authenticated', attrelid, attnum, 'INSERT') or has_column_privilege('authenticated', attrelid, attnum, 'UPDATE'))`;
      granted[table] = rows.map(({ name }) => name).sort();
    }
    const believed = Object.fromEntries(
      SYNCED_TABLES.map((table) => [table, Object.keys(WRITABLE_COLUMNS[table]).sort()]),
    );
    expect(granted).toEqual(believed);
  });
});
