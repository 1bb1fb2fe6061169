import { createConnection } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import postgres, { type Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeMessage, encodeQuery } from './frontend-messages.ts';
import { startWireServer, type WireServer } from './wire-server.ts';

const IDLE_MS = 400;
let database: PGlite;
let server: WireServer;
const clients: Sql[] = [];

beforeAll(async () => {
  database = await PGlite.create();
  await database.exec('create table notes (id int primary key, body text); create role reader nologin;');
  server = await startWireServer({
    database,
    idleInTransactionMs: IDLE_MS,
    onFailure: (error) => {
      throw error;
    },
  });
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((sql) => sql.end({ timeout: 1 })));
  await database.exec('truncate notes');
});
afterAll(async () => {
  await server.close();
  await database.close();
});

function connect(options: postgres.Options<Record<string, never>> = {}): Sql {
  const sql = postgres(server.url, { max: 1, onnotice: () => {}, ...options });
  clients.push(sql);
  return sql;
}

/** postgres.js throws what goes wrong in a COPY where nobody can catch it, so this speaks for itself. */
async function rawQuery(text: string): Promise<string> {
  const { hostname, port, password } = new URL(server.url);
  const socket = createConnection(Number(port), hostname);
  const startup = Buffer.concat([Buffer.alloc(8), Buffer.from('user\0postgres\0\0')]);
  startup.writeInt32BE(startup.length);
  startup.writeInt32BE(3 << 16, 4);
  const terminate = encodeMessage('X', Buffer.alloc(0));
  socket.write(
    Buffer.concat([startup, encodeMessage('p', Buffer.from(`${password}\0`)), encodeQuery(text), terminate]),
  );
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return answer;
}

describe('wire server', () => {
  it('serves parameters, prepared statements, large values and errors to postgres.js', async () => {
    const sql = connect();
    const body = 'ß'.repeat(1_000_000);
    await sql`insert into notes values (${1}, ${body})`;
    const [row] = await sql<{ body: string }[]>`select body from notes where id = ${1}`;
    expect(row?.body).toBe(body);
    await expect(sql`insert into notes values (1, 'again')`).rejects.toMatchObject({ code: '23505' });
    await expect(sql`select nonsense`).rejects.toMatchObject({ code: '42703' });
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });

  it('keeps transactions of several clients apart', async () => {
    const first = connect();
    const second = connect();
    const order: string[] = [];
    const { promise: inserted, resolve: hasInserted } = Promise.withResolvers<void>();
    const { promise: mayEnd, resolve: letEnd } = Promise.withResolvers<void>();
    const rolledBack = first
      .begin(async (transaction) => {
        await transaction`insert into notes values (1, 'first')`;
        hasInserted();
        await mayEnd;
        order.push('first ends');
        throw new Error('changed my mind');
      })
      .catch((error: Error) => error.message);
    await inserted;
    const count = second`select count(*)::int as n from notes`.then((rows) => {
      order.push('second reads');
      return rows[0]?.n;
    });
    letEnd();
    expect(await rolledBack).toBe('changed my mind');
    expect(await count).toBe(0);
    expect(order).toEqual(['first ends', 'second reads']);
  });

  it('lets many clients write at once, each in transactions of its own', async () => {
    const writers = Array.from({ length: 6 }, () => connect());
    await Promise.all(
      writers.map(async (sql, writer) => {
        for (let i = 0; i < 10; i += 1) {
          await sql.begin(async (transaction) => {
            await transaction`insert into notes values (${writer * 100 + i}, 'a')`;
            await transaction`update notes set body = 'b' where id = ${writer * 100 + i}`;
          });
        }
      }),
    );
    const [row] = await connect()`select count(*)::int as n from notes where body = 'b'`;
    expect(row?.n).toBe(60);
  });

  it('does not keep others waiting behind a client that forgets its transaction', async () => {
    const forgetful = connect();
    const session = await forgetful.reserve();
    await session`begin`;
    await session`insert into notes values (1, 'lost')`;
    const [row] = await connect()`select count(*)::int as n from notes`;
    expect(row?.n).toBe(0);
  });

  it('does not wait for a client that is connected and idle', async () => {
    const idle = connect();
    await idle`select 1`;
    expect(await connect()`select 2 as two`).toEqual([{ two: 2 }]);
  });

  it('undoes what a client that vanished left open', async () => {
    const vanishing = postgres(server.url, { max: 1, onnotice: () => {} });
    const session = await vanishing.reserve();
    await session`begin`;
    await session`insert into notes values (1, 'lost')`;
    await vanishing.end({ timeout: 0 });
    const [row] = await connect()`select count(*)::int as n from notes`;
    expect(row?.n).toBe(0);
  });

  it("does not let one client's role and settings reach another", async () => {
    const first = connect();
    await first`set role reader`;
    await first`set timezone to 'Asia/Tokyo'`;
    const second = connect({ connection: { TimeZone: 'Europe/London' } });
    const [row] = await second`select current_user as who, current_setting('timezone') as zone`;
    expect(row).toEqual({ who: 'postgres', zone: 'Europe/London' });
  });

  it('brings notifications to those who listen, also after another has stopped', async () => {
    const heard: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const listener = connect();
    const other = connect();
    await listener.listen('news', (payload) => {
      heard.push(payload);
      if (payload === 'last') resolve();
    });
    const subscription = await other.listen('news', () => heard.push('other'));
    await subscription.unlisten();
    const writer = connect();
    await writer
      .begin(async (transaction) => {
        await transaction`select pg_notify('news', 'rolled back')`;
        throw new Error('no');
      })
      .catch(() => undefined);
    await writer`select pg_notify('news', 'first')`;
    await writer`select pg_notify('elsewhere', 'x')`;
    await writer`select pg_notify('news', 'last')`;
    await promise;
    expect(heard).toEqual(['first', 'last']);
  });

  it('gives each client statement names of its own', async () => {
    const same = (sql: Sql, text: string) => sql.unsafe(text, [], { prepare: true });
    const first = connect();
    const second = connect();
    for (let i = 0; i < 3; i += 1) {
      expect(await same(first, `select 1 as n`)).toEqual([{ n: 1 }]);
      expect(await same(second, `select 2 as n`)).toEqual([{ n: 2 }]);
    }
    await first.end();
    expect(await same(second, `select 2 as n`)).toEqual([{ n: 2 }]);
    const [row] = await second`select count(*)::int as n from pg_prepared_statements where name like 'c%\\_%'`;
    expect(row?.n).toBe(2);
  });

  it('refuses COPY FROM STDIN, which would end PGlite, and goes on', async () => {
    const sql = connect();
    expect(await rawQuery('copy notes from stdin')).toContain('COPY FROM STDIN is not supported');
    await sql`insert into notes values (1, 'copy notes from stdin')`;
    expect(await sql`select body from notes`).toEqual([{ body: 'copy notes from stdin' }]);
  });

  it('refuses a wrong password', async () => {
    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    const sql = postgres(wrong.href, { max: 1 });
    await expect(sql`select 1`).rejects.toMatchObject({ code: '28P01' });
    await sql.end();
  });
});
