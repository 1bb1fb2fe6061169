import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { asCaller, type Caller, member } from '../../cloud/testing/as-caller.ts';
import { present } from '../../cloud/testing/sync-caller.ts';
import { sampleDatabase } from '../../cloud/testing/sync-database.ts';

const database = sampleDatabase();

interface Membership {
  organization_id: string;
  user_id: string;
  member_id: string;
  role: string;
}

async function ensure(caller: Caller, sql = database.sql): Promise<Membership> {
  return asCaller(sql, caller, async (t) => {
    const [row] = await t<{ m: Membership }[]>`select ensure_membership() as m`;
    return present(row).m;
  });
}

const withClaims = (caller: Caller, claims: Caller['claims']): Caller => ({
  ...caller,
  claims: { ...caller.claims, ...claims },
});

describe('ensure_membership', () => {
  it('makes organisation, user and membership from the token; the first admin owns it', async () => {
    const ada = withClaims(member('user_ada', 'org_new', 'admin'), {
      ...{ name: 'Ada Thornton', email: 'ada@example.org' },
      o: { id: 'org_new', rol: 'admin', slg: 'meridian-research' },
    });
    expect(await ensure(ada)).toMatchObject({ organization_id: 'org_new', user_id: 'user_ada', role: 'OWNER' });
    expect(await ensure(member('user_ben', 'org_new'))).toMatchObject({ role: 'MEMBER' });
    expect(await ensure(member('user_cleo', 'org_new', 'admin'))).toMatchObject({ role: 'ADMIN' });
    const [organization] = await database.sql`select name, owner_id from organizations where id = 'org_new'`;
    expect(organization).toEqual({ name: 'Meridian Research', owner_id: 'user_ada' });
    const [user] = await database.sql`select name, email, default_organization_id from users where id = 'user_ada'`;
    expect(user).toEqual({ name: 'Ada Thornton', email: 'ada@example.org', default_organization_id: 'org_new' });
  });

  it('changes nothing when it is called again, and follows the token’s role and a name learnt later', async () => {
    const ben = member('user_later', 'org_later');
    await ensure(member('user_boss', 'org_later', 'admin'));
    await ensure(ben);
    const revs = () => database.sql`
      select (select rev from organizations where id = 'org_later') as organization, (select rev from users where id = 'user_later') as user,
        (select rev from organization_members where user_id = 'user_later') as member`;
    const before = await revs();
    await ensure(ben);
    expect([...(await revs())]).toEqual([...before]);

    await ensure(withClaims(ben, { name: 'Ben Okafor' }));
    await asCaller(database.sql, ben, (t) => t`update users set name = 'Benjamin' where id = 'user_later'`);
    await ensure(withClaims(ben, { name: 'Ben Okafor' }));
    const [user] = await database.sql`select name from users where id = 'user_later'`;
    expect(user).toEqual({ name: 'Benjamin' });
    expect(await ensure(member('user_later', 'org_later', 'admin'))).toMatchObject({ role: 'ADMIN' });
  });

  it('understands Clerk’s older tokens', async () => {
    const caller: Caller = {
      role: 'authenticated',
      claims: { sub: 'user_old', org_id: 'org_old', org_role: 'org:admin', org_slug: 'old-token' },
    };
    expect(await ensure(caller)).toMatchObject({ organization_id: 'org_old', role: 'OWNER' });
  });

  it('lets two desks, and eight people, sign in at the same moment', async () => {
    const connections = Array.from({ length: 8 }, () => postgres(database.url, { max: 1, onnotice: () => {} }));
    try {
      const sameUser = await Promise.all(
        connections.map((sql) => ensure(member('user_same', 'org_race', 'admin'), sql)),
      );
      expect(new Set(sameUser.map(({ member_id }) => member_id)).size).toBe(1);
      await Promise.all(connections.map((sql, n) => ensure(member(`user_${n}`, 'org_race_2', 'admin'), sql)));
      const rows = await database.sql`
        select role, count(*)::int from organization_members where organization_id = 'org_race_2' group by 1 order by 1`;
      expect([...rows]).toEqual([
        { role: 'OWNER', count: 1 },
        { role: 'ADMIN', count: 7 },
      ]);
    } finally {
      await Promise.all(connections.map((sql) => sql.end()));
    }
  });

  it('lets nobody in again who was removed, and nobody in without an organisation', async () => {
    const gone = member('user_gone', 'org_ours');
    await ensure(gone);
    await database.sql`delete from organization_members where user_id = 'user_gone'`;
    await expect(ensure(gone)).rejects.toMatchObject({ code: 'SR403' });
    await expect(ensure({ role: 'authenticated', claims: { sub: 'user_gone' } })).rejects.toMatchObject({
      code: 'SR401',
    });
  });
});
