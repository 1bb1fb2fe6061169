import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueryName } from '../../../shared/ipc/contract.ts';
import { ParameterError } from '../queries/bind-parameters.ts';
import { seedProject, testStore } from '../store/testing/test-store.ts';
import { LiveQueries } from './live-queries.ts';

type Opened = Awaited<ReturnType<typeof testStore>>;
let opened: Opened;
let projectId: string;
beforeAll(async () => {
  opened = await testStore();
  projectId = await seedProject(opened.store);
});
afterAll(() => opened[Symbol.asyncDispose]());

/** Each read takes no time, so none rests after it. */
const NO_RESTS = { after: () => () => {}, elapsedMs: () => 0 };

/** Subscribes and collects what is heard; `next` resolves with the next push not yet taken. */
function listen(live: LiveQueries, name: QueryName, params: unknown) {
  const heard: { [column: string]: unknown }[][] = [];
  let waiting: ((rows: { [column: string]: unknown }[]) => void) | null = null;
  let taken = 0;
  const handle = live.subscribe(name, params, {
    onRows(text) {
      heard.push(JSON.parse(text));
      if (!waiting) return;
      taken = heard.length;
      waiting(JSON.parse(text));
      waiting = null;
    },
    onError(error) {
      throw error;
    },
  });
  const next = () => {
    const ready = heard[taken];
    if (ready) {
      taken += 1;
      return Promise.resolve(ready);
    }
    return new Promise<{ [column: string]: unknown }[]>((resolve) => {
      waiting = resolve;
    });
  };
  return { heard, next, handle };
}

const rename = (title: string) =>
  opened.store.transaction({ origin: 'user' }, (tx) =>
    tx.query('update projects set title = $1 where id = $2', [title, projectId]),
  );

/** Resolves when everything that a change has set off has been read: reads wait behind those that were asked for before. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await opened.store.query('select 1');
  }
}

describe('live queries', () => {
  it('say what is there at once, and again after a change of it', async () => {
    const live = new LiveQueries({ store: opened.store, platform: NO_RESTS });
    const projects = listen(live, 'projects.list', {});
    expect(await projects.next()).toMatchObject([{ title: 'Project', episode_count: 0 }]);
    const next = projects.next();
    await rename('Renamed');
    expect(await next).toMatchObject([{ title: 'Renamed' }]);
    live.close();
  });

  it('are silent when the answer is the same, when another table changed, and when closed', async () => {
    const live = new LiveQueries({ store: opened.store, platform: NO_RESTS });
    const projects = listen(live, 'projects.list', {});
    const usage = listen(live, 'usage.daily', { since: '2026-01-01' });
    const closed = listen(live, 'projects.list', {});
    await Promise.all([projects.next(), usage.next(), closed.next()]);
    closed.handle.close();
    expect(live.size).toBe(2);
    await opened.store.transaction({ origin: 'user' }, (tx) =>
      tx.query('update projects set onboarding_brief = $1', ['b']),
    );
    await rename('Another');
    await settled();
    expect(projects.heard.at(-1)).toMatchObject([{ title: 'Another' }]);
    expect(projects.heard).toHaveLength(2);
    expect(usage.heard).toHaveLength(1);
    expect(closed.heard).toHaveLength(1);
    live.close();
  });

  it('run once for many changes together, and end with the last', async () => {
    const live = new LiveQueries({ store: opened.store, platform: NO_RESTS });
    const projects = listen(live, 'projects.list', {});
    await projects.next();
    await Promise.all(Array.from({ length: 40 }, (_, n) => rename(`Burst ${n}`)));
    await settled();
    expect(projects.heard.at(-1)).toMatchObject([{ title: 'Burst 39' }]);
    expect(projects.heard.length).toBeLessThan(10);
    live.close();
  });

  it('are read once for all who ask the same, and told at once to whom comes later', async () => {
    let reads = 0;
    const counted = new Proxy(opened.store, {
      get(store, name) {
        if (name !== 'query') return Reflect.get(store, name).bind(store);
        return (sql: string, values: never[]) => {
          reads += 1;
          return store.query(sql, values);
        };
      },
    });
    const live = new LiveQueries({ store: counted, platform: NO_RESTS });
    const [frame, sidebar] = [listen(live, 'projects.list', {}), listen(live, 'projects.list', {})];
    await Promise.all([frame.next(), sidebar.next()]);
    expect(reads).toBe(1);
    const page = listen(live, 'projects.list', {});
    expect(await page.next()).toEqual(frame.heard.at(-1));
    expect(reads).toBe(1);
    frame.handle.close();
    const news = [sidebar.next(), page.next()];
    await rename('For both');
    for (const rows of await Promise.all(news)) expect(rows).toMatchObject([{ title: 'For both' }]);
    expect(reads).toBe(2);
    expect(frame.heard).toHaveLength(1);
    live.close();
  });

  it('never tell a newcomer what a commit before it has changed', async () => {
    const live = new LiveQueries({ store: opened.store, platform: NO_RESTS });
    const first = listen(live, 'projects.list', {});
    await first.next();
    await rename('Just renamed');
    const late = listen(live, 'projects.list', {});
    expect(await late.next()).toMatchObject([{ title: 'Just renamed' }]);
    live.close();
  });

  it('say again what was there before a failure', async () => {
    let broken = false;
    const faulty = new Proxy(opened.store, {
      get(store, name) {
        if (name !== 'query') return Reflect.get(store, name).bind(store);
        return (sql: string, values: never[]) =>
          broken ? Promise.reject(new Error('broken')) : store.query(sql, values);
      },
    });
    const live = new LiveQueries({ store: faulty, platform: NO_RESTS });
    const heard: string[] = [];
    live.subscribe('projects.list', {}, { onRows: () => heard.push('rows'), onError: () => heard.push('failed') });
    await settled();
    broken = true;
    await rename('Unseen');
    await settled();
    broken = false;
    await rename('Unseen');
    await settled();
    expect(heard).toEqual(['rows', 'failed', 'rows']);
    live.close();
  });

  it('rest after a long read as long as it took, and then show what came meanwhile', async () => {
    let now = 0;
    const rests: { ms: number; wake: () => void }[] = [];
    const slow = new Proxy(opened.store, {
      get(store, name) {
        if (name !== 'query') return Reflect.get(store, name).bind(store);
        return (sql: string, values: never[]) => {
          now += 80;
          return store.query(sql, values);
        };
      },
    });
    const after = (ms: number, wake: () => void) => {
      rests.push({ ms, wake });
      return () => {};
    };
    const live = new LiveQueries({ store: slow, platform: { after, elapsedMs: () => now } });
    const projects = listen(live, 'projects.list', {});
    await projects.next();
    for (const title of ['One', 'Two', 'Three']) {
      await rename(title);
      await settled();
    }
    expect(projects.heard).toHaveLength(1);
    expect(rests.map(({ ms }) => ms)).toEqual([80]);
    const next = projects.next();
    rests[0]?.wake();
    expect(await next).toMatchObject([{ title: 'Three' }]);

    await rename('Four');
    await settled();
    expect(projects.heard.at(-1)).toMatchObject([{ title: 'Three' }]);
    // Whoever comes during a rest has nothing on the screen yet, and does not wait for its end.
    const late = listen(live, 'projects.list', {});
    expect(await late.next()).toMatchObject([{ title: 'Four' }]);
    live.close();
  });

  it('an edit overtakes the re-runs of fifty subscriptions', async () => {
    const live = new LiveQueries({ store: opened.store, platform: NO_RESTS });
    const things = (n: number) => [
      { type: 'project', id: projectId },
      { type: 'nothing', id: `${n}` },
    ];
    const many = Array.from({ length: 50 }, (_, n) => listen(live, 'activity.named_things', { things: things(n) }));
    await Promise.all(many.map((one) => one.next()));
    const pushes = many.map((one) => one.next());
    let pushed = 0;
    for (const push of pushes) void push.then(() => (pushed += 1));
    await rename('First');
    await new Promise((resolve) => setImmediate(resolve));
    await rename('Second');
    // The second edit was acknowledged while most of the fifty still had to read for the first.
    expect(pushed).toBeLessThan(25);
    await Promise.all(pushes);
    live.close();
  });

  it('refuse parameters that do not fit', () => {
    const live = new LiveQueries({ store: opened.store, platform: NO_RESTS });
    const nobody = { onRows() {}, onError() {} };
    expect(() => live.subscribe('projects.get', { id: 'x' }, nobody)).toThrow(ParameterError);
    expect(() => live.subscribe('projects.get', {}, nobody)).toThrow(ParameterError);
    expect(() => live.subscribe('projects.list', { extra: 1 }, nobody)).toThrow(ParameterError);
    expect(live.size).toBe(0);
    live.close();
  });
});

/** Of a page: the ends of the whole list. */
const ENDS = ['after', 'until'];

describe('every named query', () => {
  it('runs and is bounded', async () => {
    const { QUERY_STATEMENTS } = await import('../generated/queries.ts');
    const values = new Map<string, unknown>([
      ['uuid', projectId],
      ['text', '100%'],
      ['date', '2026-01-01'],
      ['jsonb', [{ type: 'project', id: projectId }]],
    ]);
    for (const [name, { parameters, sql }] of Object.entries(QUERY_STATEMENTS)) {
      for (const { type } of parameters) expect(values.has(type), `a value for ${name}: ${type}`).toBe(true);
      const given = (parameter: { name: string; type: string }) =>
        parameter.type === 'jsonb' && ENDS.includes(parameter.name) ? null : values.get(parameter.type);
      const params = Object.fromEntries(parameters.map((parameter) => [parameter.name, given(parameter)]));
      await expect(opened.store.query(sql, Object.values(params) as string[]), name).resolves.toBeDefined();
      expect(sql, name).toMatch(/limit \d+$|group by/);
    }
  });
});
