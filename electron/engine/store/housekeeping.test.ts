import { describe, expect, it } from 'vitest';
import type { TableChange } from './contract.ts';
import { startHousekeeping } from './housekeeping.ts';
import { seedProject, testStore } from './testing/test-store.ts';
import type { Timers } from './timers.ts';

/** Timers of which only the last set one is kept, to be fired by hand. */
function handTimers(): Timers & { fire(): void; armed(): boolean } {
  let due: (() => void) | null = null;
  return {
    after(_ms, run) {
      due = run;
      return () => {
        due = null;
      };
    },
    fire() {
      const run = due;
      due = null;
      run?.();
    },
    armed: () => due !== null,
  };
}

/** The store's own housekeeping, which would come in between on a slow machine, never gets its turn. */
const NO_TIMERS: Timers = { after: () => () => undefined };

const never = (error: unknown) => {
  throw error;
};

type Tended = Parameters<typeof startHousekeeping>[0];

/** The real store, but for what a test decides. */
function besides(store: Tended, instead: Partial<Tended>): Tended {
  return {
    query: store.query.bind(store),
    maintain: store.maintain.bind(store),
    onChange: store.onChange.bind(store),
    isAwaited: store.isAwaited.bind(store),
    ...instead,
  };
}

describe('housekeeping', () => {
  it('lets an index count what a pull brought, without a look at every row', async () => {
    await using opened = await testStore({ timers: NO_TIMERS });
    const { store } = opened;
    const projectId = await seedProject(store);
    const housekeeping = startHousekeeping(store, handTimers(), never);
    await store.transaction({ origin: 'sync' }, (tx) =>
      tx.query(
        `insert into planning_notes (organization_id, project_id, content) select 'org', $1, 'Note ' || n from generate_series(1, 2000) n`,
        [projectId],
      ),
    );
    await housekeeping.tend();
    const { rows } = await store.query(
      "select relallvisible = relpages as seen from pg_class where relname = 'planning_notes'",
    );
    expect(rows).toEqual([{ seen: true }]);
    housekeeping.stop();
  });

  it('bounds the write-ahead log, removes dead rows and gathers statistics once it is idle', async () => {
    await using opened = await testStore({ timers: NO_TIMERS });
    const { store } = opened;
    const projectId = await seedProject(store);
    const timers = handTimers();
    const housekeeping = startHousekeeping(besides(store, { isAwaited: () => false }), timers, never);
    expect(timers.armed()).toBe(false);
    await store.transaction({ origin: 'sync' }, (tx) =>
      tx.query(
        `insert into planning_notes (organization_id, project_id, content)
         select 'org', $1, repeat('note ', 40) from generate_series(1, 5000)`,
        [projectId],
      ),
    );
    await store.transaction({ origin: 'sync' }, (tx) => tx.query("update planning_notes set priority = 'HIGH'"));
    const wal = async () =>
      (
        await store.query<{ bytes: number }>(
          'select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) as bytes from pg_control_checkpoint()',
        )
      ).rows[0]?.bytes ?? 0;
    expect(await wal()).toBeGreaterThan(2_000_000);
    expect(timers.armed()).toBe(true);
    timers.fire();
    await housekeeping.tend();
    expect(await wal()).toBeLessThan(100_000);
    const { rows } = await store.query(
      "select n_dead_tup as dead, n_mod_since_analyze as changed from pg_stat_user_tables where relname = 'planning_notes'",
    );
    expect(rows).toEqual([{ dead: 0, changed: 0 }]);
    housekeeping.stop();
  });

  it('vacuums nothing while somebody types, who would wait for the end of it, but bounds the log', async () => {
    await using opened = await testStore({ timers: NO_TIMERS });
    const { store } = opened;
    const projectId = await seedProject(store);
    const timers = handTimers();
    let typing = true;
    const maintained: string[] = [];
    let pause = Promise.withResolvers<void>();
    const maintain = async (sql: string) => {
      maintained.push(sql);
      await store.maintain(sql);
      if (sql === 'checkpoint') pause.resolve();
    };
    const housekeeping = startHousekeeping(besides(store, { isAwaited: () => typing, maintain }), timers, never);
    const pull = () =>
      store.transaction({ origin: 'sync' }, (tx) =>
        tx.query(
          `insert into planning_notes (organization_id, project_id, content)
           select 'org', $1, repeat('note ', 40) from generate_series(1, 12000)`,
          [projectId],
        ),
      );
    await pull();
    timers.fire();
    await pause.promise;
    expect(maintained.filter((sql) => sql.startsWith('vacuum'))).toEqual([]);
    typing = false;
    pause = Promise.withResolvers();
    await pull();
    timers.fire();
    await pause.promise;
    expect(maintained).toContain('vacuum (analyze, process_toast false) planning_notes');
    housekeeping.stop();
  });

  it('knows of changes that Postgres has not yet reported to its statistics', async () => {
    await using opened = await testStore({ timers: NO_TIMERS });
    const { store } = opened;
    await seedProject(store);
    const housekeeping = startHousekeeping(store, NO_TIMERS, never);
    await store.maintain('create table scratch (n integer)');
    // Postgres reports at most once a second: after this, what follows at once is not reported by itself.
    await store.query('select pg_stat_force_next_flush()');
    await store.maintain('insert into scratch select generate_series(1, 2000)');
    await store.maintain('delete from scratch');
    await housekeeping.tend();
    await store.query('select pg_stat_force_next_flush()');
    const { rows } = await store.query(
      "select n_dead_tup as dead, n_mod_since_analyze as changed from pg_stat_user_tables where relname = 'scratch'",
    );
    expect(rows).toEqual([{ dead: 0, changed: 0 }]);
    housekeeping.stop();
  });

  it('does not wait for idleness for ever, and stops when told to', async () => {
    await using opened = await testStore({ timers: NO_TIMERS });
    const { store } = opened;
    const timers = handTimers();
    const maintained: string[] = [];
    let committed = () => {};
    // The commits are announced here and not made: 500 real ones would wake the store's own housekeeping, which would be first.
    const announced = {
      query: store.query.bind(store),
      isAwaited: () => false,
      onChange(listener: (changes: TableChange[]) => void) {
        committed = () => listener([]);
        return () => {
          committed = () => {};
        };
      },
      maintain(sql: string) {
        maintained.push(sql);
        return store.maintain(sql);
      },
    };
    const housekeeping = startHousekeeping(announced, timers, never);
    await store.maintain('create table scratch as select repeat(md5(n::text), 100) from generate_series(1, 20000) n');
    for (let n = 0; n < 499; n += 1) committed();
    expect(maintained).toEqual([]);
    committed();
    await housekeeping.tend();
    expect(maintained).toContain('checkpoint');
    committed();
    expect(timers.armed()).toBe(true);
    housekeeping.stop();
    committed();
    expect(timers.armed()).toBe(false);
  });
});
