import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { LocalEngine } from '../open-engine.ts';
import { deepJson, hostileValue } from '../testing/hostile/hostile-values.ts';
import { type TestCloud, testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';
import { CloudClient } from './cloud-client.ts';

/** A cloud that lies, a proxy that rewrites, a hotel's login page: the real cloud's answers, tampered with on their way. */
const SETTLE_MS = 20_000;
/** More than a desk removes without asking (UNASKED in deletion-guard.ts). */
const NOTES = 30;
type Tamper = (call: string, answer: Response) => Promise<Response> | Response;
const honest: Tamper = (_, answer) => answer;

let cloud: TestCloud;
let desk: Awaited<ReturnType<typeof testDesk>>;
let engine: LocalEngine;
let tamper = honest;
let project: string;
let edits = 0;
const logged: string[] = [];
const tokens: string[] = [];

beforeAll(async () => {
  cloud = await testCloud();
  desk = await testDesk({
    cloud,
    tokens: {
      async getToken() {
        const token = await cloud.tokens().getToken();
        tokens.push(token);
        return token;
      },
    },
    platform: {
      log: (line) => logged.push(line),
      fetch: async (...[input, init]: Parameters<typeof fetch>) =>
        tamper(/rpc\/(\w+)/.exec(String(input))?.[1] ?? '', await fetch(input, init)),
    },
  });
  engine = desk.engine;
  project = (await engine.command('project.create', { title: 'Kept' })).id;
  for (let n = 0; n < NOTES; n += 1) await engine.command('note.create', { project_id: project, content: `Note ${n}` });
  await engine.settle(SETTLE_MS);
  expect(engine.status()).toMatchObject({ pending_count: 0, connection: { state: 'online' } });
});
afterAll(async () => {
  await desk?.[Symbol.asyncDispose]();
  await cloud?.[Symbol.asyncDispose]();
});

const json = (value: unknown, init?: ResponseInit) => Response.json(value, init);

/** A row as the cloud would send it. */
const row = (columns: object) => ({
  id: '01900000-0000-7000-8000-00000000abcd',
  organization_id: 'org_test',
  title: 'From a liar',
  rev: 7,
  txid: '7',
  created_at: '2026-11-23T10:00:00+00:00',
  updated_at: '2026-11-23T10:00:00+00:00',
  deleted_at: null,
  ...columns,
});
const page = (changes: unknown, more = false, cursor: unknown = { any: 'cursor' }) =>
  json({ cursor, more, changes, server_time: '2026-11-28T10:00:00+00:00' });

/** One edit is made while the cloud lies; it is on this machine whatever happens, and in the cloud once that is honest again. */
async function editUnderAttack(): Promise<string> {
  edits += 1;
  const title = `Kept ${edits}`;
  await engine.command('project.update', { id: project, patch: { title } });
  await engine.settle(SETTLE_MS);
  const [here] = await engine.query('projects.get', { id: project });
  expect(here?.title).toBe(title);
  return title;
}

async function expectUnharmed(title: string): Promise<void> {
  tamper = honest;
  await engine.settle(SETTLE_MS);
  await engine.settle(SETTLE_MS);
  const status = engine.status();
  expect(status).toMatchObject({ pending_count: 0, connection: { state: 'online' } });
  const [there] = await cloud.sql`select title from projects where id = ${project}`;
  expect(there?.title).toBe(title);
  expect((await engine.query('projects.get', { id: project }))[0]?.title).toBe(title);
  const { rows } = await engine.store.query<{ notes: number; foreign_rows: number }>(
    `select (select count(*)::int from planning_notes where deleted_at is null) as notes,
       (select count(*)::int from projects where organization_id <> 'org_test') as foreign_rows`,
  );
  expect(rows).toEqual([{ notes: NOTES, foreign_rows: 0 }]);
}

afterEach(() => {
  tamper = honest;
  const log = logged.join('\n');
  for (const token of tokens) expect(log).not.toContain(token);
  expect(log).not.toMatch(/Kept \d|From a liar|eyJ/);
});

const lies: [string, Tamper][] = [
  [
    'HTML in the place of JSON',
    () => new Response('<html>Welcome to the hotel</html>', { headers: { 'content-type': 'text/html' } }),
  ],
  ['nothing', () => new Response('')],
  [
    'half an answer',
    async (_, answer) => new Response((await answer.text()).slice(0, -20), { headers: answer.headers }),
  ],
  ['null', () => json(null)],
  ['a number', () => json(1)],
  [
    'an error with a stack',
    () => json({ code: 'XX000', message: 'at Object.<anonymous> (/srv/x.js:1:1)', hint: null }, { status: 500 }),
  ],
  ['an error that is no object', () => json('no', { status: 400 })],
  ['a status nobody knows', () => json({}, { status: 599 })],
  ['an answer without an end', () => new Response(endless(), { headers: { 'content-type': 'application/json' } })],
  ['JSON deeper than a stack', () => json({ cursor: {}, more: false, changes: deepJson(9_000), server_time: '' })],
  [
    'a column deeper than a stack',
    (call, answer) =>
      call === 'sync_pull' ? page([{ table: 'projects', row: row({ memories: deepJson(5_000) }) }]) : answer,
  ],
];

const pages: [string, unknown][] = [
  ['no rows', 'rows'],
  ['a row that is null', [{ table: 'projects', row: null }]],
  ['a row without an id', [{ table: 'projects', row: { ...row({}), id: undefined } }]],
  ['an id that is an object', [{ table: 'projects', row: row({ id: { $ne: null } }) }]],
  ['an id that is no uuid', [{ table: 'projects', row: row({ id: "'; drop table projects; --" }) }]],
  ['a number that is none', [{ table: 'projects', row: row({ rev: 1.5 }) }]],
  ['a number before all others', [{ table: 'projects', row: row({ rev: -1 }) }]],
  ['a table of the desk', [{ table: 'outbox', row: row({ mutation_id: 'x' }) }]],
  ['a table of the catalogue', [{ table: 'pg_class', row: row({}) }]],
  ['a table that is SQL', [{ table: 'projects; drop table projects', row: row({}) }]],
  ['a table with an inherited name', [{ table: 'constructor', row: row({}) }]],
  ['a column that is SQL', [{ table: 'projects', row: row({ 'title = null; --': 'x' }) }]],
  [
    'a column with an inherited name',
    [{ table: 'projects', row: JSON.parse(JSON.stringify(row({})).replace('{', '{"__proto__":{"polluted":1},')) }],
  ],
  [
    'wrong types everywhere',
    [{ table: 'projects', row: row({ title: { a: 1 }, status: 7, cadence_config: 'x', memories: 3 }) }],
  ],
  ['a title longer than a title', [{ table: 'projects', row: row({ title: 'x'.repeat(3_000_000) }) }]],
  ['half a surrogate pair', [{ table: 'projects', row: row({ title: 'x\ud800y' }) }]],
  ['a NUL', [{ table: 'projects', row: row({ title: 'x\u0000y' }) }]],
  ["another organisation's row", [{ table: 'projects', row: row({ organization_id: 'org_other' }) }]],
  ["nobody's row", [{ table: 'projects', row: row({ organization_id: null }) }]],
  [
    'a row of a list of organisations',
    [{ table: 'projects', row: row({ organization_id: ['org_test', 'org_other'] }) }],
  ],
  [
    'a child of nothing',
    [{ table: 'episodes', row: row({ project_id: '01900000-0000-7000-8000-00000000dead', sequence_number: 1 }) }],
  ],
  ['the same row many times', Array(2_000).fill({ table: 'projects', row: row({ organization_id: 'org_other' }) })],
  ['more rows than a page has', Array(20_000).fill({ table: 'x', row: { id: 'x', rev: 1, deleted_at: null } })],
];

describe('a hostile cloud', () => {
  test.each(lies)('answers with %s', async (_, lie) => {
    tamper = lie;
    const title = await editUnderAttack();
    await expectUnharmed(title);
  });

  test.each(pages)('sends a page with %s', async (_, changes) => {
    tamper = (call, answer) => (call === 'sync_pull' ? page(changes) : answer);
    const title = await editUnderAttack();
    await expectUnharmed(title);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test.each<[string, (n: number) => Response]>([
    ['the same cursor', () => page([{ table: 'users', row: row({ id: 'user_other' }) }], true, { stays: true })],
    ['empty pages', (n) => page([], true, { n })],
    [
      'a cursor larger than a page',
      (n) => page([{ table: 'users', row: row({ id: 'user_other' }) }], true, { n, x: 'x'.repeat(2_000_000) }),
    ],
  ])('says that there is more, for ever, with %s: it is asked a few times', async (_, answerTo) => {
    let asked = 0;
    tamper = (call, answer) => {
      if (call !== 'sync_pull') return answer;
      asked += 1;
      return answerTo(asked);
    };
    const title = await editUnderAttack();
    expect(asked).toBeLessThan(10);
    await expectUnharmed(title);
  });

  test('one empty page with more behind it is right: a first download ends so when others wrote meanwhile', async () => {
    let asked = 0;
    tamper = (call, answer) => {
      if (call !== 'sync_pull') return answer;
      asked += 1;
      return asked === 1 ? page([], true, { n: 1 }) : page([]);
    };
    await engine.settle(SETTLE_MS);
    expect(asked).toBeGreaterThanOrEqual(2);
    expect(engine.status().connection.state).toBe('online');
    tamper = honest;
    await engine.settle(SETTLE_MS);
  });

  test('sends new pages for ever: what a person types is saved and sent all the while', async () => {
    let asked = 0;
    tamper = (call, answer) => {
      if (call !== 'sync_pull') return answer;
      asked += 1;
      return page([{ table: 'users', row: row({ id: `user_${asked}`, name: 'x' }) }], true, { n: asked });
    };
    const settling = engine.settle(SETTLE_MS);
    await expect.poll(() => asked, { timeout: SETTLE_MS }).toBeGreaterThan(5);
    const title = 'Kept all the while';
    await engine.command('project.update', { id: project, patch: { title } });
    await expect
      .poll(async () => (await cloud.sql`select title from projects where id = ${project}`)[0]?.title, {
        timeout: SETTLE_MS,
      })
      .toBe(title);
    expect(engine.status().connection.state).not.toBe('paused');
    tamper = honest;
    await settling;
    await expectUnharmed(title);
  });

  test('says that all is deleted: it is asked about, not done', async () => {
    tamper = async (call, answer) => {
      if (call !== 'sync_pull') return answer;
      const notes = await cloud.sql<{ note: object }[]>`select to_jsonb(n) as note from planning_notes n`;
      const deleted = notes.map(({ note }) => ({
        table: 'planning_notes',
        row: { ...note, rev: 99, deleted_at: '2026-11-28T10:00:00+00:00' },
      }));
      return page(deleted);
    };
    await engine.settle(SETTLE_MS);
    expect(engine.status().connection).toMatchObject({ state: 'paused', reasons: ['needs-confirmation'] });
    expect(
      (
        await engine.store.query<{ n: number }>(
          'select count(*)::int as n from planning_notes where deleted_at is null',
        )
      ).rows,
    ).toEqual([{ n: NOTES }]);
    tamper = honest;
    await engine.command('sync.confirm-deletions', { accept: false });
    await expectUnharmed('Kept all the while');
  });

  test.each<[string, (answer: { row: object }) => object]>([
    ['of another row', (answer) => ({ ...answer, row: row({ id: '01900000-0000-7000-8000-00000000abcd' }) })],
    ['of another organisation', (answer) => ({ ...answer, row: { ...answer.row, organization_id: 'org_other' } })],
    ['with a number that is none', (answer) => ({ ...answer, rev: 'many' })],
    ['of another edit', (answer) => ({ ...answer, mutation_id: '01900000-0000-7000-8000-000000000001' })],
  ])('confirms an edit with an answer %s: the edit stays until it is truly confirmed', async (_, change) => {
    tamper = async (call, answer) =>
      call === 'sync_push'
        ? json(
            z
              .array(z.looseObject({ row: z.looseObject({}) }))
              .parse(await answer.json())
              .map(change),
          )
        : answer;
    const title = await editUnderAttack();
    expect(engine.status().pending_count).toBe(1);
    await expectUnharmed(title);
  });

  test('answers anything at all, at any place of any answer', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        hostileValue,
        fc.constantFrom('sync_pull', 'sync_push', 'sync_checksum', 'ensure_membership'),
        async (place, value, target) => {
          tamper = async (call, answer) =>
            call === target && answer.ok ? json(replaced(await answer.json(), place, value)) : answer;
          edits += 1;
          const content = `Typed ${edits}`;
          const { id } = await engine.command('note.create', { project_id: project, content });
          await engine.settle(SETTLE_MS);
          tamper = honest;
          if (engine.status().connection.state === 'paused')
            await engine.command('sync.confirm-deletions', { accept: false });
          await engine.settle(SETTLE_MS);
          const there = await cloud.sql`select content from planning_notes where id = ${id}`;
          const here = await engine.store.query(`select from outbox where row_id = $1`, [id]);
          expect(there[0]?.content === content || here.rows.length > 0, `${content} is in the cloud or waits`).toBe(
            true,
          );
          expect(await engine.query('projects.list', {})).not.toEqual([]);
        },
      ),
      { numRuns: 40, endOnFailure: true },
    );
  });
});

test('a wait of a century is one of minutes', async () => {
  const now = new Date();
  for (const after of ['Sat, 01 Jan 2120 00:00:00 GMT', '1e300', '99999999999', '-5']) {
    const client = new CloudClient({
      cloud,
      identity: { user: { id: 'user_ada', name: '' }, organization: { id: 'org_test', name: '' }, role: 'MEMBER' },
      tokens: cloud.tokens(),
      platform: { now: () => now, fetch: async () => json({}, { status: 503, headers: { 'retry-after': after } }) },
    });
    const answer = await client.call('sync_pull', {});
    await client.close();
    expect(answer.ok ? null : answer.failure.retryAfterMs, after).toBeLessThanOrEqual(15 * 60_000);
  }
});

test('what a person wrote does not follow a redirect to somebody else', async () => {
  const bodies: string[] = [];
  const thief = createServer((request, response) => {
    request.on('data', (chunk) => bodies.push(String(chunk)));
    request.on('end', () => response.end('[]'));
  });
  thief.listen(0, '127.0.0.1');
  await once(thief, 'listening');
  const target = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/`;
  const redirecting = createServer((_, response) => response.writeHead(307, { location: target }).end());
  redirecting.listen(0, '127.0.0.1');
  await once(redirecting, 'listening');
  const url = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
  await using lured = await testDesk({ cloud: { url, publishableKey: cloud.publishableKey }, tokens: cloud.tokens() });
  await lured.engine.command('project.create', { title: 'Private' });
  const status = await lured.engine.settle(SETTLE_MS);
  expect(status.connection.state).toBe('unreachable');
  expect(status.pending_count).toBe(1);
  expect(bodies).toEqual([]);
  thief.close();
  redirecting.close();
});

function endless(): ReadableStream<Uint8Array> {
  const chunk = new TextEncoder().encode(`"${'x'.repeat(1024 * 1024)}",`);
  let begun = false;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(begun ? chunk : new TextEncoder().encode('['));
      begun = true;
    },
  });
}

/** The value with the part at a place (counted through all parts) replaced. */
function replaced(value: unknown, place: number, by: unknown): unknown {
  const parts: { holder: { [key: string]: unknown }; key: string }[] = [];
  const root: { [key: string]: unknown } = { value };
  const waiting = [root];
  for (let holder = waiting.pop(); holder !== undefined; holder = waiting.pop()) {
    for (const [key, child] of Object.entries(holder)) {
      parts.push({ holder, key });
      if (typeof child === 'object' && child !== null) waiting.push(child as { [key: string]: unknown });
    }
  }
  const part = parts[place % parts.length];
  if (part !== undefined) part.holder[part.key] = by;
  return root.value;
}
