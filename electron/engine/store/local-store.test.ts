import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableChange } from './contract.ts';
import { StoreError } from './store-error.ts';
import { seedProject, testStore } from './testing/test-store.ts';

type Opened = Awaited<ReturnType<typeof testStore>>;
let opened: Opened;
let projectId: string;
beforeAll(async () => {
  opened = await testStore();
  projectId = await seedProject(opened.store);
});
afterAll(() => opened[Symbol.asyncDispose]());

async function rejection(promise: Promise<unknown>): Promise<StoreError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoreError)) throw new Error(`expected a StoreError, got ${String(error)}`);
  return error;
}

describe('values', () => {
  it('cross as to_json writes them, whichever way they are read', async () => {
    const columns = `9007199254740991::bigint as big, 12.50::numeric as amount, '2026-03-04'::date as day,
      '2026-03-04 05:06:07.123456+00'::timestamptz as moment, '{"a": [1, null]}'::jsonb as shape,
      '42'::xid8 as xid, array['x', 'y,"z'] as list, null::text as nothing, true as flag`;
    const decoded = await opened.store.query(`select ${columns}`);
    const asJson = await opened.store.query<{ row: object }>(`select to_jsonb(r) as row from (select ${columns}) r`);
    expect(decoded.rows[0]).toEqual(asJson.rows[0]?.row);
    expect(decoded.rows[0]).toMatchObject({ moment: '2026-03-04T05:06:07.123456+00:00', day: '2026-03-04', xid: '42' });
  });

  it('go in by the type that Postgres asks for', async () => {
    const { rows } = await opened.store.query(
      'select $1::jsonb as shape, $2::text[] as list, $3::timestamptz as moment',
      [{ a: 1 }, ['p', 'q'], new Date('2026-03-04T05:06:07.008Z')],
    );
    expect(rows[0]).toEqual({ shape: { a: 1 }, list: ['p', 'q'], moment: '2026-03-04T05:06:07.008+00:00' });
  });

  it('bytes are handed over, unless they are a part of something larger', async () => {
    const whole = new Uint8Array(Buffer.from('{"a": 1}'));
    const part = new Uint8Array(Buffer.from('-{"a": 2}')).subarray(1);
    const { rows } = await opened.store.query('select $1::jsonb as whole, $2::jsonb as part', [whole, part]);
    expect(rows[0]).toEqual({ whole: { a: 1 }, part: { a: 2 } });
    expect([whole.byteLength, part.byteLength]).toEqual([0, 8]);
  });

  it('an object for a text parameter is refused, and so is a wrong number of parameters', async () => {
    expect((await rejection(opened.store.query('select $1::text', [{ a: 1 }]))).refusal?.sqlstate).toBe('22023');
    expect((await rejection(opened.store.query('select $1::text', []))).refusal?.sqlstate).toBe('08P01');
  });
});

describe('transactions', () => {
  it('commit what they did and nothing else', async () => {
    const { store } = opened;
    await store.transaction({ origin: 'user' }, (tx) =>
      tx.query('update projects set title = $1 where id = $2', ['Kept', projectId]),
    );
    const failure = store.transaction({ origin: 'user' }, async (tx) => {
      await tx.query('update projects set title = $1 where id = $2', ['Dropped', projectId]);
      throw new Error('changed my mind');
    });
    await expect(failure).rejects.toThrow('changed my mind');
    expect((await store.query('select title from projects')).rows).toEqual([{ title: 'Kept' }]);
  });

  it('a refused statement names its SQLSTATE and constraint, and undoes the transaction', async () => {
    const error = await rejection(
      opened.store.transaction({ origin: 'user' }, async (tx) => {
        await tx.query("update projects set title = 'Half'");
        await tx.query(
          "insert into episodes (organization_id, project_id, sequence_number) values ('org', gen_random_uuid(), 1)",
        );
      }),
    );
    expect(error.code).toBe('statement-refused');
    expect(error.refusal).toMatchObject({ sqlstate: '23503', table: 'episodes' });
    expect((await opened.store.query("select 1 from projects where title = 'Half'")).rows).toEqual([]);
  });

  it('a swallowed refusal does not become an acknowledged commit', async () => {
    const error = await rejection(
      opened.store.transaction({ origin: 'user' }, async (tx) => {
        await tx.query("update projects set title = 'Swallowed'");
        await tx.query('select 1 / 0').catch(() => undefined);
      }),
    );
    expect(error.refusal?.sqlstate).toBe('25P02');
    expect((await opened.store.query("select 1 from projects where title = 'Swallowed'")).rows).toEqual([]);
  });

  it('of origin sync take rows whose parents have not come yet, those of origin user do not', async () => {
    const insert = "insert into blocks (organization_id, episode_id) values ('org', gen_random_uuid())";
    await opened.store.transaction({ origin: 'sync' }, (tx) => tx.query(insert));
    expect((await opened.store.query('select 1 from blocks')).rows).toHaveLength(1);
    const error = await rejection(opened.store.transaction({ origin: 'user' }, (tx) => tx.query(insert)));
    expect(error.refusal?.sqlstate).toBe('23503');
  });

  it('a statement after the end of its transaction is refused', async () => {
    const { store } = opened;
    const leaked = await store.transaction({ origin: 'user' }, async (tx) => tx);
    expect((await rejection(leaked.query('select 1'))).code).toBe('statement-refused');
  });
});

describe('the change feed', () => {
  async function changesOf(act: () => Promise<unknown>): Promise<TableChange[][]> {
    const heard: TableChange[][] = [];
    const stop = opened.store.onChange((changes) => heard.push(changes));
    await act().catch(() => undefined);
    stop();
    return heard;
  }

  it('names the tables and rows of each committed transaction once', async () => {
    const heard = await changesOf(() =>
      opened.store.transaction({ origin: 'user' }, async (tx) => {
        await tx.query('update projects set title = $1', ['A']);
        await tx.query('update projects set title = $1', ['B']);
        await tx.query("insert into sync_state (key, value) values ('k', '1')");
      }),
    );
    expect(heard).toEqual([
      [
        { table: 'projects', ids: [projectId] },
        { table: 'sync_state', ids: null },
      ],
    ]);
  });

  it('is silent for a rollback, for a savepoint rolled back, and for a statement that changed no row', async () => {
    const { store } = opened;
    expect(
      await changesOf(() =>
        store.transaction({ origin: 'user' }, async (tx) => {
          await tx.query('update projects set title = $1', ['C']);
          throw new Error('no');
        }),
      ),
    ).toEqual([]);
    expect(
      await changesOf(() =>
        store.transaction({ origin: 'user' }, async (tx) => {
          await tx.query('savepoint s');
          await tx.query('update projects set title = $1', ['C']);
          await tx.query('rollback to s');
          await tx.query('update organizations set name = $1', ['O']);
        }),
      ),
    ).toEqual([[{ table: 'organizations', ids: ['org'] }]]);
    expect(
      await changesOf(() =>
        store.transaction({ origin: 'user' }, (tx) => tx.query('delete from episodes where false')),
      ),
    ).toEqual([]);
  });

  it('speaks of pulled rows and of deletions too, and names at most 100', async () => {
    const { store } = opened;
    const note = (count: number) =>
      store.transaction({ origin: 'sync' }, (tx) =>
        tx.query(
          `insert into planning_notes (organization_id, project_id, content)
           select 'org', $1, 'note ' || n from generate_series(1, $2::int) n`,
          [projectId, count],
        ),
      );
    const [hundred] = await changesOf(() => note(100));
    expect(hundred?.[0]?.ids).toHaveLength(100);
    expect(await changesOf(() => note(101))).toEqual([[{ table: 'planning_notes', ids: null }]]);
    const removed = await changesOf(() =>
      store.transaction({ origin: 'sync' }, (tx) => tx.query("delete from planning_notes where content = 'note 1'")),
    );
    expect(removed[0]?.[0]?.ids).toHaveLength(2);
  });

  it('watches every table, always', async () => {
    const { rows } = await opened.store.query<{ table: string; watched: number }>(`
      select c.relname as table, count(t.oid) filter (where t.tgenabled = 'A' and t.tgname like 'watch%') as watched
      from pg_class c left join pg_trigger t on t.tgrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname`);
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ watched }) => watched !== 4)).toEqual([]);
  });
});

describe('precedence', () => {
  it('an edit overtakes queued sync chunks, and edits do not starve the sync', async () => {
    const { store } = opened;
    const order: string[] = [];
    const chunks = Array.from({ length: 10 }, (_, n) =>
      store
        // As long as a real chunk may take: the edits below all wait by then. Only the order is looked at.
        .transaction({ origin: 'sync' }, (tx) => tx.query('select pg_sleep(0.01)'))
        .then(() => order.push(`sync ${n}`)),
    );
    const edits = Array.from({ length: 60 }, (_, n) =>
      store
        .transaction({ origin: 'user' }, (tx) => tx.query('update projects set title = $1', [`T${n}`]))
        .then(() => order.push(`edit ${n}`)),
    );
    await Promise.all([...chunks, ...edits]);
    // The first chunk was running; everything else of the sync waits for edits, but not for all of them.
    expect(order[0]).toBe('sync 0');
    expect(order[1]).toBe('edit 0');
    expect(order.indexOf('sync 1')).toBeLessThan(order.indexOf('edit 59'));
    expect(order.indexOf('edit 59')).toBeLessThan(order.indexOf('sync 9'));
  });
});

describe('closing', () => {
  it('finishes what was asked before and refuses what comes after', async () => {
    await using other = await testStore();
    const read = other.store.query<{ one: number }>('select 1 as one');
    const closing = other.store.close();
    expect((await rejection(other.store.query('select 1'))).code).toBe('store-closed');
    expect((await read).rows).toEqual([{ one: 1 }]);
    await closing;
  });
});
