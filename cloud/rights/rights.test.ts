import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asCaller, type Caller, member } from '../testing/as-caller.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { CALLERS, OURS, SELF, THEIRS, withOlderClaims } from './callers.ts';
import { DEFINER_REASONS } from './definer-reasons.ts';
import { differingCells, readCells, renderMatrices } from './matrix.ts';
import { functions } from './measure-catalogue.ts';
import { measureRights } from './measure-rights.ts';
import { rolledBack } from './probe.ts';
import { insertSampleRows } from './sample-rows.ts';

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await insertSampleRows(sql);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

describe('the matrix', () => {
  it('is what people have reviewed; if this is a change you want, run "npm run rights" and review its cells', async () => {
    const expected = await readFile(join(import.meta.dirname, '../../migrations/RIGHTS.md'), 'utf8');
    expect(differingCells(expected, renderMatrices(await measureRights(sql)))).toEqual([]);
  });

  it('reaches no row of others, and nothing for the anonymous caller', async () => {
    const cells = readCells(await readFile(join(import.meta.dirname, '../../migrations/RIGHTS.md'), 'utf8'));
    const forVersion = /^Functions: (cloud_version|schema_version|oldest_protocol)\(\), anon$/;
    const wrong = [...cells].filter(
      ([address, cell]) =>
        cell === 'ALL' ||
        cell === 'OFF' ||
        (/^(Tables|Functions).*, anon$/.test(address) && !forVersion.test(address) && cell !== '–'),
    );
    expect(wrong).toEqual([]);
    const ofStrangers = [...cells].filter(([address]) => address.endsWith(', other organisation'));
    expect(ofStrangers.length).toBeGreaterThan(80);
    expect([...new Set(ofStrangers.map(([, cell]) => cell))].sort()).toEqual(['none', '–']);
  });

  it('is the same for tokens of the older shape', async () => {
    const tables = ['blocks', 'highlights', 'organizations', 'audit_log', 'users'];
    const measure = async (callers: typeof CALLERS) => renderMatrices(await measureRights(sql, { tables, callers }));
    const older = CALLERS.map(({ name, caller }) => ({ name, caller: withOlderClaims(caller) }));
    expect(older.map(({ caller }) => caller.claims)).toContainEqual({
      ...{ role: 'authenticated', sub: SELF, org_id: OURS, org_role: 'org:admin', org_slug: OURS },
    });
    expect(differingCells(await measure(CALLERS), await measure(older))).toEqual([]);
  });
});

describe('a hole is found, and named', () => {
  const holes: [string, table: string, change: string, cell: string][] = [
    [
      'a policy that was dropped',
      'projects',
      'drop policy projects_read on projects',
      'Tables: select: projects, member: expected organisation, measured none',
    ],
    [
      'a policy that forgot the organisation',
      'blocks',
      'create policy blocks_everywhere on blocks for update to authenticated using (true) with check (true)',
      'Policies: public.blocks blocks_everywhere, using: expected no such cell, measured true',
    ],
    [
      'a policy that reads what is private',
      'highlights',
      'create policy peek on highlights for select to authenticated using (organization_id = current_org_id())',
      'Tables: select: highlights, member: expected own, measured organisation',
    ],
    [
      'row level security off',
      'chat_messages',
      'alter table chat_messages disable row level security',
      'Tables: select: chat_messages, other organisation: expected none, measured ALL',
    ],
    [
      'a grant to the anonymous caller',
      'users',
      'grant select (name) on users to anon',
      'Columns: users, anon, select: expected no such cell, measured name',
    ],
    [
      'a grant on one column',
      'projects',
      'grant update (next_scheduled_at) on projects to authenticated',
      'Columns: projects, authenticated, update: expected title, onboarding_brief, cadence_config, timezone, memories, status, deleted_at, measured title, onboarding_brief, cadence_config, timezone, memories, status, next_scheduled_at, deleted_at',
    ],
    [
      'a grant to write what only triggers write',
      'audit_log',
      'grant insert on audit_log to authenticated',
      'Tables: insert: audit_log, admin: expected –, measured none',
    ],
    [
      'a grant to delete',
      'episodes',
      'grant delete on episodes to authenticated',
      'Columns: episodes, authenticated, others: expected –, measured delete',
    ],
    [
      'the secret of a lease',
      'episode_schedule_queue',
      'grant select on episode_schedule_queue to authenticated',
      'Columns: episode_schedule_queue, authenticated, select: expected all but lease_token, measured all',
    ],
    [
      'a table for the worker',
      'episodes',
      'grant select on episodes to generation_worker',
      'Tables: select: episodes, worker: expected –, measured none',
    ],
    [
      'a function for everybody',
      'users',
      'grant execute on function claim_generation_jobs(text, integer, integer) to public',
      'Functions: claim_generation_jobs(text,integer,integer), anon: expected –, measured execute',
    ],
    [
      "a function with its owner's rights",
      'users',
      'alter function sync_pull(jsonb, integer) security definer',
      'Functions: sync_pull(jsonb,integer), runs as: expected caller, measured definer',
    ],
    [
      'a channel that everybody hears',
      'users',
      'create policy listen on realtime.messages for select to authenticated using (true)',
      'Policies: realtime.messages listen, for: expected no such cell, measured select',
    ],
  ];
  it.each(holes)('%s', async (_, table, change, cell) => {
    const tables = [table];
    const whole = renderMatrices(await measureRights(sql, { tables }));
    expect(differingCells(whole, renderMatrices(await measureRights(sql, { tables, change })))).toContain(cell);
  });

  it('a new table that somebody may use wants a sample row', async () => {
    const change =
      'create table fresh (id uuid primary key, organization_id text); grant select on fresh to authenticated';
    await expect(measureRights(sql, { tables: ['fresh'], change })).rejects.toThrow(/fresh .* sample row/);
  });
});

describe('tokens whose claims lie', () => {
  const claims = (extra: Caller['claims']): Caller => ({
    role: 'authenticated',
    claims: { role: 'authenticated', sub: SELF, ...extra },
  });
  const nothing = { org: null, admin: false };
  const lies: [string, Caller, { org: string | null; admin: boolean }][] = [
    ['the truth', member(SELF, OURS, 'member'), { org: OURS, admin: false }],
    ['an organisation that is a text', claims({ o: OURS }), nothing],
    [
      'an organisation that is a list',
      claims({ o: { id: [OURS], rol: 'admin' } }),
      { org: `["${OURS}"]`, admin: true },
    ],
    ['an empty organisation', claims({ o: {}, org_id: OURS, org_role: 'org:admin' }), nothing],
    [
      'no organisation in version 2, an older one beside it',
      claims({ v: 2, org_id: OURS, org_role: 'admin' }),
      nothing,
    ],
    [
      'an older role beside one without',
      claims({ o: { id: OURS }, org_role: 'org:admin' }),
      { org: OURS, admin: false },
    ],
    [
      'an older organisation beside another',
      claims({ o: { id: THEIRS, rol: 'member' }, org_id: OURS, org_role: 'admin' }),
      { org: THEIRS, admin: false },
    ],
    ['a role twice prefixed', claims({ o: { id: OURS, rol: 'org:org:admin' } }), { org: OURS, admin: false }],
    ['a role with something after it', claims({ o: { id: OURS, rol: 'admin ' } }), { org: OURS, admin: false }],
    ['a list of roles', claims({ o: { id: OURS, rol: ['member', 'admin'] } }), { org: OURS, admin: false }],
    ['a role that is true', claims({ o: { id: OURS, rol: true } }), { org: OURS, admin: false }],
    ['nobody', claims({ sub: '', o: { id: OURS, rol: 'admin' } }), { org: null, admin: true }],
    ['no claims but a role', { role: 'authenticated', claims: { role: 'service_role' } }, nothing],
  ];
  it.each(lies)('%s', async (_, caller, truth) => {
    const [seen] = await asCaller(
      sql,
      caller,
      (t) => t<{ org: string | null; admin: boolean }[]>`select current_org_id() as org, current_is_admin() as admin`,
    );
    expect(seen).toEqual(truth);
    const projects = await asCaller(sql, caller, (t) => t`select distinct organization_id from projects`);
    expect(projects.map(({ organization_id }) => organization_id)).toEqual(
      truth.org === OURS || truth.org === THEIRS ? [truth.org] : [],
    );
    const limits = await asCaller(sql, caller, (t) => t`update organizations set daily_cost_limit_gbp = 9`);
    expect(limits.count).toBe(truth.org === OURS && truth.admin ? 1 : 0);
  });

  it('claims that are no object are nobody', async () => {
    for (const text of ['null', '[]', '"x"', '1', '']) {
      const [row] = await rolledBack(sql, async (t) => {
        await t`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${text}, true)`;
        return t`select current_org_id() as org, current_user_id() as person, current_is_admin() as admin, (select count(*)::int from projects) as seen`;
      });
      expect(row).toEqual({ org: null, person: null, admin: false, seen: 0 });
    }
  });
});

describe('functions', () => {
  it("each that runs with its owner's rights says why, and no reason is left over", async () => {
    const definers = (await rolledBack(sql, functions)).filter(({ definer }) => definer);
    const names = [...new Set(definers.map(({ shortName }) => shortName))].sort();
    expect(names).toEqual(Object.keys(DEFINER_REASONS).sort());
  });

  it('the worker may call its own and no other', async () => {
    const callable = (await rolledBack(sql, functions)).filter(({ generation_worker }) => generation_worker);
    expect(
      callable.map(({ shortName }) => shortName).filter((name) => !/^(claim|report|complete|fail)_/.test(name)),
    ).toEqual([]);
    expect(callable.length).toBeGreaterThanOrEqual(4);
  });

  it('what is made from now on is closed to everybody', async () => {
    const rights = await rolledBack(sql, async (t) => {
      await t.unsafe(`create table later (id serial primary key); create view shown as select 1 as one;
        create function later_function() returns int language sql as 'select 1'`);
      return t<{ may: boolean }[]>`
        select has_any_column_privilege(r.role, o.name, 'SELECT, INSERT, UPDATE, REFERENCES')
          or has_table_privilege(r.role, o.name, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
          or has_sequence_privilege(r.role, 'later_id_seq', 'USAGE, SELECT, UPDATE')
          or has_function_privilege(r.role, 'later_function()', 'EXECUTE') as may
        from unnest(array['anon', 'authenticated', 'generation_worker']) r (role), unnest(array['later', 'shown']) o (name)`;
    });
    expect(rights.map(({ may }) => may)).toEqual(Array(6).fill(false));
  });
});
