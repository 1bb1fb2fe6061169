import { sameJson } from '../../../shared/sync/merge/same-json.ts';
import type { Store } from '../store/contract.ts';
import type { RecoveryEntry } from './record-line.ts';
import { RECORD_TABLES } from './record-tables.ts';
import { idOf, type RecoveryLog } from './recovery-log.ts';

/** Where work stands that is on this machine only. */
const WATCHED: ReadonlySet<string> = new Set(['outbox', ...RECORD_TABLES.map(({ table }) => table)]);

/** xmin changes with each change of a row. */
const VERSIONS = [
  'select mutation_id::text as id, xmin::text as version from outbox',
  ...RECORD_TABLES.map(({ table, where }) => `select id::text, xmin::text from ${table} where ${where}`),
].join(' union all ');

const EDITS = `
  select jsonb_build_object(
    'kind', 'edit', 'mutation_id', o.mutation_id, 'seq', o.seq, 'group_id', o.group_id, 'command', o.command,
    'table_name', o.table_name, 'row_id', o.row_id, 'op', o.op, 'patch', o.patch, 'base_rev', o.base_rev,
    'base', b.row, 'created_at', o.created_at) as entry
  from outbox o left join sync_base b using (table_name, row_id)
  where o.mutation_id = any ($1::uuid[]) order by o.seq`;
const RECORDS = RECORD_TABLES.map(
  ({ table, where }) =>
    `select jsonb_build_object('kind', 'record', 'id', r.id, 'table_name', '${table}', 'row', to_jsonb(r)) as entry
     from ${table} r where ${where} and r.id = any ($1::uuid[])`,
).join(' union all ');

/**
 * Keeps the recovery log equal to the work that is on this machine only: the outbox and the records of RECORD_TABLES. It follows
 * the commits, so no edit waits for it, and whatever changes that work (a command, a merge, an answer of the cloud, a person who
 * discards) is followed without knowing of it.
 */
export class WorkMirror {
  readonly #store: Store;
  readonly #log: RecoveryLog;
  readonly #stops: readonly (() => void)[];
  #versions = new Map<string, string>();
  /** Instances of the database that were replaced. */
  #replaced = 0;
  #following: Promise<void> | null = null;
  #isBehind = false;
  /** The last comparison failed: the log was not told of everything. */
  #hasMissed = false;

  constructor(store: Store, log: RecoveryLog) {
    this.#store = store;
    this.#log = log;
    this.#stops = [
      store.onChange((changes) => {
        if (changes.some(({ table }) => WATCHED.has(table))) void this.follow();
      }),
      store.onReplaced(() => {
        // Numbers of transactions that are gone are given again.
        this.#replaced += 1;
        this.#versions.clear();
        void this.follow();
      }),
    ];
  }

  /** Resolves when the log was told of everything that was committed before the call. */
  follow(): Promise<void> {
    this.#isBehind = true;
    this.#following ??= this.#catchUp();
    return this.#following;
  }

  /** Whether everything that was committed before the call stands in the log, on the disk. */
  async isWritten(): Promise<boolean> {
    await this.follow();
    const isFlushed = await this.#log.flushed();
    return isFlushed && !this.#hasMissed;
  }

  /** Before the store closes. */
  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    await this.follow();
    await this.#log.close();
  }

  async #catchUp(): Promise<void> {
    while (this.#isBehind) {
      this.#isBehind = false;
      // A store that is closing or cannot be used: the next one, or the next start, tells it again.
      this.#hasMissed = await this.#compare().then(
        () => false,
        () => true,
      );
    }
    // Here, not a moment later: who calls in between would wait for a comparison that was made before.
    this.#following = null;
  }

  async #compare(): Promise<void> {
    const replaced = this.#replaced;
    const { rows } = await this.#store.query<{ id: string; version: string }>(VERSIONS);
    const versions = new Map(rows.map(({ id, version }) => [id, version]));
    const changed = rows.filter(({ id, version }) => this.#versions.get(id) !== version).map(({ id }) => id);
    if (changed.length > 0) {
      const kept = new Map(this.#log.entries.map((entry) => [idOf(entry), entry]));
      for (const sql of [EDITS, RECORDS]) {
        const { rows: found } = await this.#store.query<{ entry: RecoveryEntry }>(sql, [changed]);
        const entries = found.map(({ entry }) => entry);
        this.#log.append(entries.filter((entry) => !sameJson({ ...kept.get(idOf(entry)) }, { ...entry })));
      }
    }
    this.#log.done(this.#log.entries.map(idOf).filter((id) => !versions.has(id)));
    if (replaced === this.#replaced) this.#versions = versions;
  }
}
