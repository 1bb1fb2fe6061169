import { describe, expect, it, vi } from 'vitest';
import type { SessionInfo } from '../../shared/ipc/contract.ts';
import type { DeskIdentity, HostAnswer, HostCallName, HostState } from '../../shared/ipc/host.ts';
import type { TokenProvider } from '../engine-port/engine-client.ts';
import { HostClient } from '../host/host-client.ts';
import { ClerkIdentity } from './clerk-identity.ts';
import { type FakeAccount, FakeClerk } from './fake-clerk.ts';
import { IdentitySession } from './identity-session.ts';

const MERIDIAN: DeskIdentity = {
  user: { id: 'user_ada', name: 'Ada Thornton' },
  organization: { id: 'org_1', name: 'Meridian' },
  role: 'ADMIN',
};
const TIDES = { id: 'org_2', name: 'Tides' };
const ADA: FakeAccount = {
  organization: 'org_2',
  user: {
    id: 'user_ada',
    fullName: 'Ada Thornton',
    primaryEmailAddress: null,
    organizationMemberships: [
      { role: 'org:admin', organization: { id: 'org_1', name: 'Meridian' } },
      { role: 'org:member', organization: { id: 'org_2', name: 'Tides' } },
    ],
  },
};
const STATE: HostState = {
  workspace: 'cloud',
  cloud: null,
  identity: MERIDIAN,
  desks: [MERIDIAN],
  tokens: 'page',
  signOutPending: null,
  demoTrouble: null,
};

/** A page on Ada's desk of Meridian, whose sign-in will come with Tides. */
async function setUp() {
  const online = { is: true };
  const clerk = new FakeClerk(
    {
      now: () => Date.parse('2026-11-28T12:00:00Z'),
      sleep: () => Promise.resolve(),
      online: () => online.is,
      mint: async ({ organization }) => {
        const claims = { o: { id: organization }, exp: Date.parse('2026-11-28T12:01:00Z') / 1000 };
        return `h.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.s`;
      },
    },
    ADA,
  );
  const calls: HostCallName[] = [];
  const host = new HostClient();
  host.attach({
    async call(name): Promise<HostAnswer<HostCallName>> {
      calls.push(name);
      const { organization } = clerk;
      if (name === 'identity.enter' && organization)
        host.setState({ ...STATE, identity: { ...MERIDIAN, organization } });
      return { ok: true, result: host.state ?? STATE };
    },
  });
  host.setState(STATE);
  let token: TokenProvider = () => Promise.reject(new Error('not asked yet'));
  let giveUp = () => {};
  const session = new IdentitySession({
    engine: {
      provideTokens: (provide) => {
        token = provide;
        return () => {};
      },
      command: async () => ({ done: true }) as never,
    },
    host,
    after: (_ms, task) => {
      giveUp = task;
      return () => {};
    },
  });
  await clerk.load();
  const identity = new ClerkIdentity(clerk, {
    now: clerk.world.now,
    isOnline: clerk.world.online,
    after: () => () => {},
  });
  const engineOf = (organization: DeskIdentity['organization']): SessionInfo => ({
    workspace: 'cloud',
    ...MERIDIAN,
    organization,
  });
  return {
    clerk,
    host,
    calls,
    session,
    identity,
    online,
    /** What the engine of a desk gets, by default of the one that is open. */
    token: (organization = host.state?.identity?.organization ?? MERIDIAN.organization) =>
      token(engineOf(organization), 1_000),
    giveUp: () => giveUp(),
  };
}

const organizationOf = (token: string) => JSON.parse(atob(token.split('.')[1] ?? '')).o.id;

describe('a sign-in that comes with another organisation than the desk that is open', () => {
  it('is taken to the desk, which stays open', async () => {
    const { clerk, host, calls, session, identity, token } = await setUp();
    session.use(identity);
    expect(organizationOf(await token())).toBe('org_1');
    expect(clerk.organization?.id).toBe('org_1');
    expect(host.state?.identity?.organization.id).toBe('org_1');
    expect(calls).toEqual([]);
  });

  it('gives the desk no token while it cannot be taken there, and is tried again with the next change', async () => {
    const { clerk, calls, session, identity, online, token, giveUp } = await setUp();
    online.is = false;
    session.use(identity);
    const waiting = token();
    giveUp();
    await expect(waiting).rejects.toMatchObject({ reason: 'timeout' });
    online.is = true;
    session.use(identity);
    expect(organizationOf(await token())).toBe('org_1');
    expect(clerk.organization?.id).toBe('org_1');
    expect(calls).toEqual([]);
  });

  it('comes while the desk that was chosen before it is still being opened: that desk stays chosen', async () => {
    const { clerk, host, calls, session, identity, token } = await setUp();
    host.setState({ ...STATE, identity: { ...MERIDIAN, organization: TIDES } });
    const chosen = session.switchOrganization('org_1');
    session.use(identity);
    await chosen;
    host.setState(STATE);
    expect(organizationOf(await token())).toBe('org_1');
    expect(clerk.organization?.id).toBe('org_1');
    expect(calls).toEqual(['identity.open-known']);
  });

  it('gives the engine of the desk that was chosen no token of the desk before, though the host has not told of it yet', async () => {
    const { clerk, host, session, identity, token } = await setUp();
    host.setState({ ...STATE, identity: { ...MERIDIAN, organization: TIDES } });
    const chosen = session.switchOrganization('org_1');
    session.use(identity);
    const asked = token(MERIDIAN.organization);
    await chosen;
    host.setState(STATE);
    expect(organizationOf(await asked)).toBe('org_1');
    expect(clerk.organization?.id).toBe('org_1');
  });

  it('is followed by the desk once it changes by itself', async () => {
    const { clerk, host, calls, session, identity, token } = await setUp();
    session.use(identity);
    await token();
    await clerk.setActive({ organization: 'org_2' });
    expect(organizationOf(await token(TIDES))).toBe('org_2');
    expect(host.state?.identity?.organization.id).toBe('org_2');
    expect(calls).toEqual(['identity.enter']);
  });
});

describe('signing out', () => {
  it('waits for the desk to be closed, not for the sign-in service', async () => {
    const { clerk, calls, session, identity } = await setUp();
    session.use(identity);
    const answer = Promise.withResolvers<void>();
    clerk.signOut = () => answer.promise;
    await session.signOut({ remove: true });
    expect(calls).toEqual(['identity.leave']);
    answer.resolve();
    await vi.waitFor(() => expect(calls).toEqual(['identity.leave', 'identity.signed-out']));
  });
});
