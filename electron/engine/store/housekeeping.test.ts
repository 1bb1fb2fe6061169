import { describe, expect, it } from 'vitest';
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

describe('housekeeping', () => {
  it('bounds the write-ahead log, removes dead rows and gathers statistics once it is idle', async () => {
    await using opened = await testStore({ timers: NO_TIMERS });
    const { store } = opened;
    const projectId = await seedProject(store);
    const timers = handTimers();
    const housekeeping = startHousekeeping(store, timers, never);
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

  it('does not wait for idleness for ever, and stops when told to', async () => {
    await using opened = await testStore({ timers: NO_TIMERS });
    const { store } = opened;
    await seedProject(store);
    const timers = handTimers();
    const maintained: string[] = [];
    const counting = {
      query: store.query.bind(store),
      onChange: store.onChange.bind(store),
      maintain: (sql: string) => {
        maintained.push(sql);
        return store.maintain(sql);
      },
    };
    const housekeeping = startHousekeeping(counting, timers, never);
    for (let n = 0; n < 500; n += 1) {
      await store.transaction({ origin: 'sync' }, (tx) =>
        tx.query(
          "update projects set onboarding_brief = (select string_agg(md5(random()::text), '') from generate_series(1, 400))",
        ),
      );
    }
    await housekeeping.tend();
    expect(maintained).toContain('checkpoint');
    housekeeping.stop();
    await store.transaction({ origin: 'user' }, (tx) => tx.query("update projects set title = 'x'"));
    timers.fire();
    expect(timers.armed()).toBe(false);
  });
});
