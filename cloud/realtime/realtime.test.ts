/** The judge is supabase-js as it is: every behaviour is seen through its own client, on Postgres and on PGlite. */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { Hono } from 'hono';
import postgres, { type Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadSigningKey } from '../identity/key-pair.ts';
import { mintToken } from '../identity/mint-token.ts';
import { PUBLISHABLE_KEY } from '../identity/publishable-key.ts';
import { createVerifier } from '../identity/verify-token.ts';
import type { TestDatabase } from '../testing/database.ts';
import { BOTH_DATABASES } from '../testing/embedded-database.ts';
import type { Limits } from './limits.ts';
import { openRealtime, type Realtime } from './open-realtime.ts';
import { type Subscription, subscribe } from './testing/subscription.ts';

// Topics of the tests' own: everybody of the organisation reads, its admins write.
const POLICIES = `
  create policy test_read on realtime.messages for select to authenticated
    using (realtime.topic() = 'test:' || current_org_id());
  create policy test_write on realtime.messages for insert to authenticated
    with check (realtime.topic() = 'test:' || current_org_id() and current_is_admin());
  insert into organizations (id, organization_id, name) values ('org_1', 'org_1', 'One');
`;
const TOPIC = 'test:org_1';
const PRIVATE = { config: { private: true } };
describe.each(BOTH_DATABASES)('Realtime on %s', (_name, createDatabase) => {
  let database: TestDatabase;
  let sql: Sql;
  let realtime: Realtime;
  let server: Server;
  let port = 0;
  const clients: SupabaseClient[] = [];

  const up = async (limits: Partial<Limits> = {}): Promise<void> => {
    realtime = await openRealtime({
      databaseUrl: database.url,
      verify: createVerifier(await loadSigningKey()),
      limits,
    });
    const app = new Hono().route('/realtime/v1', realtime.routes);
    server = createServer(getRequestListener(app.fetch));
    server.on('upgrade', (request, socket, head) => void realtime.upgrade(request, socket, head));
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(port, '127.0.0.1', resolve);
    await promise;
    const address = server.address();
    if (address !== null && typeof address === 'object') port = address.port;
  };
  const down = async (): Promise<void> => {
    await realtime.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };

  beforeAll(async () => {
    database = await createDatabase();
    sql = postgres(database.url, { max: 1, onnotice: () => {} });
    await sql.unsafe(POLICIES);
    await up();
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.realtime.disconnect();
  });
  afterAll(async () => {
    await down();
    await sql.end();
    await database.drop();
  });

  /** A client whose token is asked for anew each time. */
  async function connect(token: string | (() => string), realtimeOptions: object = {}): Promise<SupabaseClient> {
    const client = createClient(`http://127.0.0.1:${port}`, PUBLISHABLE_KEY, {
      accessToken: async () => (typeof token === 'function' ? token() : token),
      realtime: realtimeOptions,
    });
    clients.push(client);
    await client.realtime.setAuth();
    return client;
  }
  const admin = (user = 'user_ada') => mintToken({ user, organization: 'org_1', role: 'admin' });
  const member = () => mintToken({ user: 'user_ben', organization: 'org_1' });
  const outsider = () => mintToken({ user: 'user_eve', organization: 'org_2', role: 'admin' });
  const send = (event: string, payload: object, isPrivate = true) =>
    sql`select realtime.send(${JSON.stringify(payload)}::text::jsonb, ${event}, ${TOPIC}, ${isPrivate})`;

  const events = ({ heard }: Subscription) => heard.map(({ event }) => event);

  describe('private channels', () => {
    it('admit whom the read policy admits, and nobody else', async () => {
      const own = subscribe((await connect(await member())).channel(TOPIC, PRIVATE));
      expect(await own.first).toBe('SUBSCRIBED');
      const other = subscribe((await connect(await outsider())).channel(TOPIC, PRIVATE));
      expect(await other.first).toBe('CHANNEL_ERROR');
      expect(other.errors[0]).toContain('You do not have permissions to read from this Channel topic');
      const anonymous = createClient(`http://127.0.0.1:${port}`, PUBLISHABLE_KEY);
      clients.push(anonymous);
      expect(await subscribe(anonymous.channel(TOPIC, PRIVATE)).first).toBe('CHANNEL_ERROR');
    });

    it('bring what is committed in the database, short and long, in order, and nothing public', async () => {
      const { first, ...subscription } = subscribe((await connect(await member())).channel(TOPIC, PRIVATE));
      await first;
      await send('long', { text: 'x'.repeat(20_000) });
      await send('public', {}, false);
      await sql
        .begin(async (transaction) => {
          await transaction`select realtime.send('{}', 'rolled back', ${TOPIC}, true)`;
          throw new Error('no');
        })
        .catch(() => undefined);
      await send('short', { n: 1 });
      await expect.poll(() => events({ first, ...subscription })).toEqual(['long', 'short']);
      expect(subscription.heard[0]?.payload).toMatchObject({ text: 'x'.repeat(20_000) });
      expect(subscription.heard[1]?.meta?.id).toMatch(/^[0-9a-f-]{36}$/);
    });

    it("poke an organisation's clients when one of its rows changes", async () => {
      const subscription = subscribe((await connect(await member())).channel('org:org_1', PRIVATE));
      await subscription.first;
      await sql`insert into projects (organization_id, title) values ('org_1', 'New')`;
      await expect.poll(() => events(subscription)).toContain('poke');
    });
  });

  describe('broadcasts between clients', () => {
    it('arrive with an acknowledgement, as text, as bytes and over HTTP, and not at the sender', async () => {
      const sender = subscribe(
        (await connect(await admin())).channel(TOPIC, {
          config: { private: true, broadcast: { ack: true, self: false } },
        }),
      );
      const receiver = subscribe((await connect(await member())).channel(TOPIC, PRIVATE));
      await Promise.all([sender.first, receiver.first]);

      expect(await sender.channel.send({ type: 'broadcast', event: 'cursor', payload: { x: 1, é: 'ü' } })).toBe('ok');
      const bytes = new Uint8Array([1, 2, 3]).buffer;
      expect(await sender.channel.send({ type: 'broadcast', event: 'bytes', payload: bytes })).toBe('ok');
      expect(await sender.channel.httpSend('http', { q: 1 })).toEqual({ success: true });
      await expect.poll(() => events(receiver)).toEqual(['cursor', 'bytes', 'http']);
      expect(receiver.heard[0]?.payload).toEqual({ x: 1, é: 'ü' });
      expect(receiver.heard[1]?.payload).toEqual(bytes);
      expect(events(sender)).toEqual(['http']);
    });

    it('come back to a sender that asks for its own', async () => {
      const config = { private: true, broadcast: { ack: true, self: true } };
      const sender = subscribe((await connect(await admin())).channel(TOPIC, { config }));
      await sender.first;
      await sender.channel.send({ type: 'broadcast', event: 'mine', payload: {} });
      await expect.poll(() => events(sender)).toEqual(['mine']);
    });

    it('from someone who may not write vanish on the socket and are refused over HTTP', async () => {
      const config = { private: true, broadcast: { ack: true } };
      const reader = subscribe((await connect(await member())).channel(TOPIC, { config }));
      const receiver = subscribe((await connect(await admin())).channel(TOPIC, PRIVATE));
      await Promise.all([reader.first, receiver.first]);
      const unanswered = reader.channel.send({ type: 'broadcast', event: 'no', payload: {} }, { timeout: 300 });
      await expect(reader.channel.httpSend('no', {})).rejects.toThrow('unauthorized');
      expect(await unanswered).toBe('timed out');
      await send('after', {});
      await expect.poll(() => events(receiver)).toEqual(['after']);
    });

    it('keep public and private channels of one name apart', async () => {
      const open = subscribe((await connect(await member())).channel(TOPIC));
      const closed = subscribe((await connect(await admin())).channel(TOPIC, PRIVATE));
      await Promise.all([open.first, closed.first]);
      await send('private', {});
      await send('public', {}, false);
      await expect.poll(() => [events(open), events(closed)]).toEqual([['public'], ['private']]);
    });
  });

  it('tells who is present, who came and who left', async () => {
    const watch = async (key: string) => {
      const client = await connect(await member());
      const channel = client.channel('room', { config: { presence: { key } } });
      const seen: string[] = [];
      channel.on('presence', { event: 'join' }, (change) => seen.push(`join ${change.key}`));
      channel.on('presence', { event: 'leave' }, (change) => seen.push(`leave ${change.key}`));
      const { first } = subscribe(channel);
      await first;
      return { client, channel, seen };
    };
    const ann = await watch('ann');
    const bob = await watch('bob');
    expect(await ann.channel.track({ name: 'Ann' })).toBe('ok');
    await expect.poll(() => bob.channel.presenceState()).toMatchObject({ ann: [{ name: 'Ann' }] });
    await ann.channel.untrack();
    await expect.poll(() => bob.seen).toEqual(['join ann', 'leave ann']);
    await ann.channel.track({ name: 'Ann' });
    ann.client.realtime.disconnect();
    await expect.poll(() => bob.seen).toEqual(['join ann', 'leave ann', 'join ann', 'leave ann']);
    expect(bob.channel.presenceState()).toEqual({});
  });

  describe('a lost connection', () => {
    it('is made again by the client, and what was missed is replayed once', async () => {
      const client = await connect(await member(), { reconnectAfterMs: () => 100 });
      const since = Date.now() - 1000;
      const config = { private: true, broadcast: { replay: { since, limit: 25 } } };
      const subscription = subscribe(client.channel(TOPIC, { config }));
      await subscription.first;
      realtime.disconnectAll();
      await send('while away', {});
      await expect.poll(() => events(subscription).filter((event) => event === 'while away')).toHaveLength(1);
      await send('live again', {});
      await expect.poll(() => events(subscription)).toContain('live again');
      expect(events(subscription).filter((event) => event === 'while away')).toHaveLength(1);
      expect(subscription.heard.find(({ event }) => event === 'while away')?.meta?.replayed).toBe(true);
    });

    it('also after the server was restarted', async () => {
      const client = await connect(await member(), { reconnectAfterMs: () => 100 });
      const subscription = subscribe(client.channel(TOPIC, PRIVATE));
      await subscription.first;
      await down();
      await up();
      await expect
        .poll(() => subscription.states.filter((state) => state === 'SUBSCRIBED').length, { timeout: 10_000 })
        .toBe(2);
      await send('after restart', {});
      await expect.poll(() => events(subscription)).toEqual(['after restart']);
    });
  });

  describe('tokens', () => {
    it('are refreshed on the open channel, and one without the right to read closes it', async () => {
      let token = await admin();
      const client = await connect(() => token, { heartbeatIntervalMs: 100 });
      const subscription = subscribe(client.channel(TOPIC, PRIVATE));
      const messages: string[] = [];
      subscription.channel.on('system', {}, (message: { message: string }) => messages.push(message.message));
      await subscription.first;
      const beats: string[] = [];
      client.realtime.onHeartbeat((status) => beats.push(status));
      token = await admin('user_other');
      await expect.poll(() => beats.filter((status) => status === 'ok').length).toBeGreaterThanOrEqual(2);
      expect(subscription.channel.state).toBe('joined');
      token = await outsider();
      await expect.poll(() => subscription.states.at(-1)).toBe('CLOSED');
      expect(messages.at(-1)).toContain('You no longer have permission to read');
    });

    it('that expire close the channel, and do not open one', async () => {
      const short = await mintToken({ user: 'user_ada', organization: 'org_1', expiresSeconds: 2 });
      const subscription = subscribe((await connect(short)).channel(TOPIC, PRIVATE));
      const messages: string[] = [];
      subscription.channel.on('system', {}, (message: { message: string }) => messages.push(message.message));
      expect(await subscription.first).toBe('SUBSCRIBED');
      await expect.poll(() => subscription.states.at(-1), { timeout: 5000 }).toBe('CLOSED');
      expect(messages.at(-1)).toContain('Token has expired');

      const late = subscribe((await connect(short)).channel(TOPIC, PRIVATE));
      expect(await late.first).toBe('CHANNEL_ERROR');
      expect(late.errors[0]).toContain('InvalidJWTToken: Token has expired');
    });
  });

  it('refuses a socket without a key, and a forged token in its place', async () => {
    const answer = async (query: string): Promise<string> => {
      const { promise, resolve } = Promise.withResolvers<string>();
      const socket = new WebSocket(`ws://127.0.0.1:${port}/realtime/v1/websocket?vsn=2.0.0${query}`);
      socket.onopen = () => resolve('open');
      socket.onerror = () => resolve('refused');
      const result = await promise;
      socket.close();
      return result;
    };
    expect(await answer('')).toBe('refused');
    expect(await answer('&apikey=a.b.c')).toBe('refused');
    expect(await answer(`&apikey=${PUBLISHABLE_KEY}`)).toBe('open');
  });

  it('keeps its limits on the size of a message and the rate of joins', async () => {
    await down();
    await up({ payloadBytes: 1000, joinsPerSecond: 3 });
    const client = await connect(await admin());
    const config = { private: true, broadcast: { ack: true } };
    const subscription = subscribe(client.channel(TOPIC, { config }));
    await subscription.first;
    const large = { type: 'broadcast' as const, event: 'large', payload: { text: 'x'.repeat(2000) } };
    expect(await subscription.channel.send(large)).toBe('error');
    const joins = [1, 2, 3, 4, 5, 6].map((n) => subscribe(client.channel(`room ${n}`)));
    await Promise.all(joins.map(({ first }) => first));
    expect(joins.flatMap(({ errors }) => errors).join()).toContain('Too many joins');
    await down();
    await up();
  });
});
