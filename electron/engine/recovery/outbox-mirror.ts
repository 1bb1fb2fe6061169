import { sameJson } from '../../../shared/sync/merge/same-json.ts';
import type { Store } from '../store/contract.ts';
import type { RecoveryEdit } from './record-line.ts';
import type { RecoveryLog } from './recovery-log.ts';

/** The outbox as records of the log; xmin changes with each change of a row. */
const VERSIONS = 'select mutation_id::text as mutation_id, xmin::text as version from outbox';
const ENTRIES = `
  select jsonb_build_object(
    'kind', 'edit', 'mutation_id', o.mutation_id, 'seq', o.seq, 'group_id', o.group_id, 'command', o.command,
    'table_name', o.table_name, 'row_id', o.row_id, 'op', o.op, 'patch', o.patch, 'base_rev', o.base_rev,
    'base', b.row, 'created_at', o.created_at) as edit
  from outbox o left join sync_base b using (table_name, row_id)
  where o.mutation_id = any ($1::uuid[]) order by o.seq`;

/**
 * Keeps the recovery log equal to the outbox. It follows the commits, so no edit waits for it, and whatever changes the outbox
 * (a command, a merge, an answer of the cloud, a person who discards) is followed without knowing of it.
 */
export class OutboxMirror {
  readonly #store: Store;
  readonly #log: RecoveryLog;
  readonly #stopListening: () => void;
  #versions = new Map<string, string>();
  #following: Promise<void> | null = null;
  #isBehind = false;

  constructor(store: Store, log: RecoveryLog) {
    this.#store = store;
    this.#log = log;
    this.#stopListening = store.onChange((changes) => {
      if (changes.some(({ table }) => table === 'outbox')) void this.follow();
    });
  }

  /** Resolves when the log was told of everything that was committed before the call. */
  follow(): Promise<void> {
    this.#isBehind = true;
    this.#following ??= this.#catchUp().finally(() => {
      this.#following = null;
    });
    return this.#following;
  }

  /** Before the store closes. */
  async close(): Promise<void> {
    this.#stopListening();
    await this.follow();
    await this.#log.close();
  }

  async #catchUp(): Promise<void> {
    while (this.#isBehind) {
      this.#isBehind = false;
      // A store that is closing or being replaced: the next change, or the next start, tells it again.
      await this.#compare().catch(() => undefined);
    }
  }

  async #compare(): Promise<void> {
    const { rows } = await this.#store.query<{ mutation_id: string; version: string }>(VERSIONS);
    const versions = new Map(rows.map(({ mutation_id, version }) => [mutation_id, version]));
    const changed = rows.filter(({ mutation_id, version }) => this.#versions.get(mutation_id) !== version);
    if (changed.length > 0) {
      const ids = changed.map(({ mutation_id }) => mutation_id);
      const { rows: entries } = await this.#store.query<{ edit: RecoveryEdit }>(ENTRIES, [ids]);
      const kept = new Map(this.#log.edits.map((edit) => [edit.mutation_id, edit]));
      this.#log.append(
        entries.map(({ edit }) => edit).filter((edit) => !sameJson({ ...kept.get(edit.mutation_id) }, { ...edit })),
      );
    }
    this.#log.done(this.#log.edits.map(({ mutation_id }) => mutation_id).filter((id) => !versions.has(id)));
    this.#versions = versions;
  }
}
