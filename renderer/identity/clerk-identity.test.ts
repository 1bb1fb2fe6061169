import { describe, expect, it } from 'vitest';
import { ClerkIdentity } from './clerk-identity.ts';
import { type FakeAccount, FakeClerk } from './fake-clerk.ts';
import { MARGIN_SECONDS, secondsLeft } from './token-life.ts';

const ADA: FakeAccount = {
  organization: 'org_1',
  user: {
    id: 'user_ada',
    fullName: 'Ada Thornton',
    primaryEmailAddress: { emailAddress: 'ada@example.org' },
    organizationMemberships: [
      { role: 'org:admin', organization: { id: 'org_1', name: 'Meridian' } },
      { role: 'org:member', organization: { id: 'org_2', name: 'Tides' } },
    ],
  },
};

/** A clock and timers that a test moves, a network that it cuts, and tokens that say who and until when. */
class World {
  time = Date.parse('2026-11-28T12:00:00Z');
  up = true;
  refuse: number | null = null;
  timers: { at: number; run: () => void }[] = [];
  now = () => this.time;
  online = () => this.up;
  isOnline = () => this.up;
  after = (ms: number, run: () => void) => {
    const timer = { at: this.time + ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  };
  sleep = (ms: number) => new Promise<void>((resolve) => void this.after(ms, resolve));
  mint = async (request: { user: string; organization: string | null }) => {
    if (this.refuse !== null) return { status: this.refuse };
    const claims = { sub: request.user, o: { id: request.organization }, exp: Math.floor(this.time / 1000) + 60 };
    return `h.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.s`;
  };

  /** Lets everything that is due within `ms` happen, in order. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await settled();
      const next = this.timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.time = next.at;
      next.run();
    }
    this.time = end;
    await settled();
  }
}

/** After all that promises alone still have to do. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

async function signedIn(account: FakeAccount | null = ADA) {
  const world = new World();
  const clerk = new FakeClerk(world, account);
  await clerk.load();
  return { world, clerk, identity: new ClerkIdentity(clerk, world) };
}

/** What became of a promise, as data, so that time can pass while it is open. */
function outcome(promise: Promise<string>): { is: string } {
  const result = { is: 'open' };
  promise.then(
    () => {
      result.is = 'token';
    },
    (error: { reason?: string }) => {
      result.is = error.reason ?? 'another error';
    },
  );
  return result;
}

describe('the state', () => {
  it('is unknown while Clerk loads, then says who is signed in, with the role in the organisation', async () => {
    const world = new World();
    const clerk = new FakeClerk(world, ADA);
    const identity = new ClerkIdentity(clerk, world);
    expect(identity.state).toEqual({ state: 'unknown' });
    await clerk.load();
    expect(identity.state).toEqual({
      state: 'signed-in',
      who: {
        user: { id: 'user_ada', name: 'Ada Thornton' },
        organization: { id: 'org_1', name: 'Meridian' },
        role: 'ADMIN',
      },
    });
  });

  it('needs a sign-in when Clerk knows nobody, and shows the sign-in when asked', async () => {
    const { clerk, identity } = await signedIn(null);
    expect(identity.state).toEqual({ state: 'needs-sign-in' });
    identity.signIn();
    expect(clerk.signInsOpened).toBe(1);
    await clerk.completeSignIn(ADA);
    expect(identity.state.state).toBe('signed-in');
  });

  it('is offline after a cold start without a network, though Clerk has no session then', async () => {
    const world = new World();
    world.up = false;
    const clerk = new FakeClerk(world, ADA);
    const identity = new ClerkIdentity(clerk, world);
    await expect(clerk.load()).rejects.toThrow();
    expect(identity.state).toEqual({ state: 'offline' });
  });

  it('does not take a session that vanishes without a network for a sign-out', async () => {
    const { world, clerk, identity } = await signedIn();
    world.up = false;
    clerk.loseSessionOffline();
    expect(identity.state).toEqual({ state: 'offline' });
    await expect(identity.getToken(8_000)).rejects.toMatchObject({ reason: 'offline' });
    world.up = true;
    identity.look();
    expect(identity.state).toEqual({ state: 'needs-sign-in' });
  });

  it('needs a sign-in after one was ended elsewhere', async () => {
    const { world, identity } = await signedIn();
    world.refuse = 401;
    await expect(identity.getToken(8_000)).rejects.toMatchObject({ name: 'TokenUnavailable' });
    expect(identity.state).toEqual({ state: 'needs-sign-in' });
    await expect(identity.getToken(8_000)).rejects.toMatchObject({ reason: 'signed-out' });
  });

  it('keeps what it knew between two organisations, and then says the other one', async () => {
    const { identity } = await signedIn();
    const seen: string[] = [];
    identity.onChange(() => seen.push(identity.state.state));
    await identity.switchOrganization('org_2');
    expect(seen).toEqual(['signed-in']);
    expect(identity.state).toMatchObject({ who: { organization: { id: 'org_2' }, role: 'MEMBER' } });
    expect(identity.organizations.map(({ name }) => name)).toEqual(['Meridian', 'Tides']);
  });

  it('says that an organisation has to be chosen when none is active', async () => {
    const { identity } = await signedIn({ ...ADA, organization: null });
    expect(identity.state).toMatchObject({ state: 'signed-in', who: { organization: null } });
  });
});

describe('tokens', () => {
  it('come from the cache while they are good for long enough, and are fetched anew before that ends', async () => {
    const { world, clerk, identity } = await signedIn();
    const first = await identity.getToken(8_000);
    await world.pass(20_000);
    expect(await identity.getToken(8_000)).toBe(first);
    expect(clerk.fetches).toBe(1);
    // Clerk would hand this one out for 30 seconds more.
    await world.pass(10_000);
    const second = await identity.getToken(8_000);
    expect(clerk.fetches).toBe(2);
    expect(secondsLeft(second, world.now())).toBeGreaterThan(MARGIN_SECONDS);
  });

  it('are refused at the deadline, while Clerk goes on trying; the next who asks waits for that same try', async () => {
    const { world, clerk, identity } = await signedIn();
    world.up = false;
    const first = outcome(identity.getToken(8_000));
    await world.pass(8_000);
    expect(first.is).toBe('timeout');
    const second = outcome(identity.getToken(8_000));
    await world.pass(7_000);
    expect(second.is).toBe('offline');
    expect(clerk.fetches).toBe(0);
    expect(identity.state.state).toBe('signed-in');
  });

  it('come once the network is back within the deadline', async () => {
    const { world, identity } = await signedIn();
    world.up = false;
    const asked = outcome(identity.getToken(8_000));
    await world.pass(2_000);
    world.up = true;
    await world.pass(1_500);
    expect(asked.is).toBe('token');
  });

  it('are never null and never of nobody', async () => {
    const { identity } = await signedIn(null);
    await expect(identity.getToken(8_000)).rejects.toMatchObject({ reason: 'signed-out' });
  });

  it.each([
    ['no token', ''],
    ['no claims', 'a.b.c'],
    ['no end', `a.${btoa('{"sub":"x"}')}.c`],
  ])('%s has no time left', (_, token) => {
    expect(secondsLeft(token, 0)).toBe(0);
  });
});
