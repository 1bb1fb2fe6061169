import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { LocalEngine } from '../open-engine.ts';
import { hostileValue } from '../testing/hostile/hostile-values.ts';
import { honest, json, lies, page, pages, replaced, row } from '../testing/hostile/lying-answers.ts';
import { type TestCloud, testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';

/** A cloud that lies, a proxy that rewrites, a hotel's login page: the real cloud's answers, tampered with on their way. */
const SETTLE_MS = 20_000;
/** More than a desk removes without asking (UNASKED in deletion-guard.ts). */
const NOTES = 30;

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
