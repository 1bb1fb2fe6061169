import { FLUSH_LOG } from './flush-log.ts';
import type { LocalStore } from './local-store.ts';
import type { Timers } from './timers.ts';

/** How long nothing must have been committed before upkeep starts, in milliseconds: longer than a pause in typing. */
const IDLE_MS = 5_000;

/** Commits after which upkeep comes even when it is never idle (a first sync): WAL stays near 30 MB, recovery below a second. */
const BUSY_COMMITS = 500;

/** WAL since the last checkpoint that is worth a CHECKPOINT (20-170 ms), in bytes. */
const CHECKPOINT_WAL_BYTES = 2 * 1024 * 1024;

// A session tells the statistics what it changed at most once a second, and PGlite has no timer that brings the rest: without this,
// the last burst before it is idle would never be seen.
const REPORT_CHANGES = 'select pg_stat_force_next_flush()';

const WAL_SINCE_CHECKPOINT = `
  select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) as bytes from pg_control_checkpoint()`;

// Postgres' own autovacuum rule (50 + 20 % dead rows, 50 + 10 % changed rows, 1000 + 20 % new ones) with a higher floor: tables here
// are small. New rows alone make a vacuum worth while: without the visibility map that it writes, counting by an index reads every row.
// Where nothing died, the long texts beside the rows have nothing to give back: leaving them out is 0.3 s instead of 2.6 for 250 MB.
const TABLES_TO_TEND = `
  select quote_ident(relname) as table,
    case
      when n_dead_tup > 500 + 0.2 * n_live_tup then 'vacuum (analyze)'
      when n_ins_since_vacuum > 1000 + 0.2 * n_live_tup then 'vacuum (analyze, process_toast false)'
      else 'analyze'
    end as work
  from pg_stat_user_tables
  where schemaname = 'public'
    and (n_dead_tup > 500 + 0.2 * n_live_tup or n_ins_since_vacuum > 1000 + 0.2 * n_live_tup or n_mod_since_analyze > 500 + 0.1 * n_live_tup)
  order by n_dead_tup desc, relname`;

export interface Housekeeping {
  /** Does now what is due, whoever waits. */
  tend(): Promise<void>;
  stop(): void;
}

/**
 * PGlite has no background processes: without this the write-ahead log grows for ever, dead rows are never removed and the planner
 * knows nothing of the tables. Runs as jobs of the lowest precedence when nothing was committed for a while.
 */
export function startHousekeeping(
  store: Pick<LocalStore, 'query' | 'maintain' | 'onChange' | 'isAwaited'>,
  timers: Timers,
  onError: (error: unknown) => void,
): Housekeeping {
  let cancel = () => {};
  let commits = 0;
  let running: Promise<void> | null = null;

  /** With `givesWay`, what reads whole tables waits for another time as soon as somebody types: a vacuum cannot be called off. */
  async function work({ givesWay }: { givesWay: boolean }): Promise<void> {
    commits = 0;
    await store.query(REPORT_CHANGES);
    const { rows: tables } = await store.query<{ table: string; work: string }>(TABLES_TO_TEND);
    // What was pulled did not wait for the disk; now that nobody waits it goes there. First: a vacuum takes no row for seen by all
    // whose commit is not on the disk.
    await store.maintain(FLUSH_LOG);
    for (const { table, work } of tables) {
      if (givesWay && store.isAwaited()) break;
      await store.maintain(`${work} ${table}`);
    }
    const { rows } = await store.query<{ bytes: number }>(WAL_SINCE_CHECKPOINT);
    if ((rows[0]?.bytes ?? 0) >= CHECKPOINT_WAL_BYTES) await store.maintain('checkpoint');
  }
  function tend(options = { givesWay: false }): Promise<void> {
    running ??= work(options).finally(() => {
      running = null;
    });
    return running;
  }
  const tendBesides = () => void tend({ givesWay: true }).catch(onError);

  const stopListening = store.onChange(() => {
    commits += 1;
    cancel();
    if (commits >= BUSY_COMMITS) tendBesides();
    else cancel = timers.after(IDLE_MS, tendBesides);
  });
  return {
    tend: () => tend(),
    stop() {
      stopListening();
      cancel();
    },
  };
}
