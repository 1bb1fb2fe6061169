import { expect, test } from 'vitest';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { pick, seededRandom } from '../../../cloud/worker/seeded-random.ts';
import type { Connection, PauseReason } from '../../../shared/sync/status.ts';
import { NoTokenError } from '../identity/no-token-error.ts';
import { openEngine } from '../open-engine.ts';
import type { DoorbellOptions } from '../realtime/doorbell.ts';
import { VirtualTime } from '../simulation/virtual-time.ts';
import { testStore, testTemplate } from '../store/testing/test-store.ts';
import type { ConnectionState, Link } from './connection.ts';
import {
  type ConnectionCause,
  LINK_TRANSITIONS,
  PAUSE_TRANSITIONS,
  REALTIME_TRANSITIONS,
} from './connection-transitions.ts';
import { isProbed } from './probe.ts';

const STEPS = 300;
/** Never reached: time stands still while the engine settles. */
const SETTLE_MS = 60_000;

/** What is true outside of the desk. */
const world = { offline: false, asleep: false, signedIn: true, serverUp: true, member: true, appTooOld: false };
type Fact = keyof typeof world;
const FACTS: readonly Fact[] = ['offline', 'asleep', 'signedIn', 'serverUp', 'member', 'appTooOld'];

/** The tables and nothing else: what a desk should say. */
class Model {
  link: Link['state'] = 'connecting';
  realtime: ConnectionState['realtime'] = 'down';
  pauses: PauseReason[] = [];

  happens(cause: ConnectionCause): void {
    this.link = LINK_TRANSITIONS[this.link][cause];
    this.realtime = REALTIME_TRANSITIONS[this.realtime][cause];
  }

  pause(reason: PauseReason): void {
    if (PAUSE_TRANSITIONS[this.#holds(reason)].pause !== this.#holds(reason)) this.pauses.push(reason);
    this.happens('pause');
  }

  unpause(reason: PauseReason): void {
    const held = this.#holds(reason) !== PAUSE_TRANSITIONS[this.#holds(reason)].unpause;
    this.pauses = this.pauses.filter((one) => one !== reason);
    if (!held) this.happens('unpause-of-nothing');
    else this.happens(this.pauses.length > 0 ? 'unpause-one-of-several' : 'unpause-last');
  }

  /** One call to the cloud, if one may be made. */
  attempt(): void {
    if (!this.pauses.every(isProbed)) return;
    if (!world.signedIn) this.pause('no-token');
    else if (!world.serverUp) this.happens('attempt-failed');
    else if (world.appTooOld) this.pause('app-too-old');
    else if (!world.member) this.pause('access-revoked');
    else {
      this.happens('attempt-succeeded');
      if (this.pauses.length === 0) return;
      for (const reason of [...this.pauses]) this.unpause(reason);
      this.happens('attempt-succeeded');
    }
  }

  get shown(): unknown {
    if (this.pauses.length > 0) return { state: 'paused', reasons: this.pauses };
    return this.link === 'online' ? { state: 'online', realtime: this.realtime } : { state: this.link };
  }

  #holds(reason: PauseReason): 'holds' | 'does not hold' {
    return this.pauses.includes(reason) ? 'holds' : 'does not hold';
  }
}

/** Without the times. */
function plain(connection: Connection): unknown {
  return connection.state === 'unreachable' ? { state: 'unreachable' } : connection;
}

async function answer(input: string | URL | Request): Promise<Response> {
  if (!world.serverUp) throw new TypeError('no route to host');
  const refused = (code: string) => Response.json({ code, message: code }, { status: 400 });
  if (world.appTooOld) return refused('SR426');
  if (!world.member) return refused('SR403');
  if (!String(input instanceof Request ? input.url : input).includes('sync_pull')) return Response.json({});
  return Response.json({ cursor: {}, more: false, changes: [], server_time: '2026-11-23T10:00:00Z' });
}

test('whatever happens around a desk, it says what the tables say', { timeout: 120_000 }, async () => {
  await using opened = await testStore();
  const random = seededRandom('connection');
  const time = new VirtualTime();
  const token = await mintToken({ user: 'user_ada', organization: 'org_test', role: 'admin' });
  const name = (id: string) => ({ id, name: id });
  let ring: DoorbellOptions['onState'] = () => undefined;
  const engine = await openEngine(
    {
      dataDir: opened.dataDir,
      templateDir: await testTemplate(),
      workspace: 'cloud',
      cloud: { url: 'http://cloud.scripted', publishableKey: 'sb_publishable_scripted' },
      identity: { user: name('user_ada'), organization: name('org_test'), role: 'ADMIN' },
      tokens: {
        getToken: async () => {
          if (!world.signedIn) throw new NoTokenError('signed out');
          return token;
        },
      },
    },
    {
      platform: {
        now: () => time.date,
        elapsedMs: () => time.elapsedMs,
        random,
        after: (ms, task) => time.after(ms, task),
        fetch: (input) => answer(input),
        log: () => undefined,
      },
      openStore: async () => opened.store,
      openDoorbell: ({ onState }) => {
        ring = onState;
        return { start: () => undefined, stop: async () => undefined };
      },
    },
  );
  await engine.settle(SETTLE_MS);
  const model = new Model();
  model.attempt();
  const seen = new Set<string>();
  const log: string[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const what = pick(random, [...FACTS, 'realtime', 'nothing'] as const);
    // More often well than not, so that reasons do not pile up for ever.
    const value = what === 'offline' || what === 'asleep' || what === 'appTooOld' ? random() < 0.3 : random() < 0.7;
    switch (what) {
      case 'realtime':
        ring(value ? 'live' : 'down');
        model.happens(value ? 'realtime-live' : 'realtime-down');
        break;
      case 'nothing':
        break;
      case 'offline':
        world.offline = value;
        if (value) model.pause('offline-by-choice');
        else model.unpause('offline-by-choice');
        await engine.command('sync.set-offline', { offline: value });
        break;
      case 'asleep':
        world.asleep = value;
        if (value) model.pause('suspended');
        else model.unpause('suspended');
        engine.setSuspended(value);
        break;
      default:
        world[what] = value;
    }
    await engine.settle(SETTLE_MS);
    model.attempt();
    log.push(`${what} ${value}`);
    expect({ says: plain(engine.status().connection), after: log.slice(-5) }).toEqual({
      says: model.shown,
      after: log.slice(-5),
    });
    for (const state of model.pauses.length > 0 ? model.pauses : [model.link]) seen.add(state);
  }
  for (const state of [
    'online',
    'unreachable',
    'offline-by-choice',
    'suspended',
    'no-token',
    'access-revoked',
    'app-too-old',
  ])
    expect(seen).toContain(state);
  await engine.close();
});
