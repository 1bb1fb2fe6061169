import { mintToken } from '../../../cloud/identity/mint-token.ts';
import type { CloudRow, JsonRow, Mutation, MutationResult } from '../../../shared/sync/protocol.ts';
import { runStoreCommand } from '../commands/run-command.ts';
import { EngineFailure } from '../engine-failure.ts';
import type { Identity } from '../identity/contract.ts';
import type { EditState } from '../outbox/edit-transitions.ts';
import { DEPENDS_ON_REFUSED } from '../outbox/outbox-entry.ts';
import { recordEdit } from '../outbox/record-edit.ts';
import type { Store } from '../store/contract.ts';
import { type ApplyContext, applyRows, type DeskColumns, readDeskColumns } from '../sync/apply-rows.ts';
import { CloudClient } from '../sync/cloud-client.ts';
import { Push } from '../sync/push.ts';

const ORGANIZATION = 'org_test';
const IDENTITY: Identity = {
  user: { id: 'user_ada', name: 'Ada' },
  organization: { id: ORGANIZATION, name: 'Test' },
  role: 'ADMIN',
};
export const ROW = '01900000-0000-7000-8000-00000000000a';
const OTHER_ROW = '01900000-0000-7000-8000-00000000000b';
const PROJECT = '01900000-0000-7000-8000-00000000000c';

/** An entry of the outbox for ROW, as the table of states knows it. */
export interface Entry {
  seq: number;
  mutation_id: string;
  state: EditState;
  patch: JsonRow;
}

/** What the cloud answers to one mutation, or to the call. */
export type Answer = (mutation: Mutation) => MutationResult;
export type CallAnswer = Answer | { status: number };

/** The real outbox, push and merge over a real store; only the cloud's answers are scripted. One episode, ROW, is edited. */
export class EditWorld {
  readonly store: Store;
  readonly #columns: DeskColumns;
  readonly #cloud: CloudClient;
  #push: Push;
  #callAnswer: CallAnswer = { status: 502 };
  /** Mutations of the last call; null when there was none. */
  called: Mutation[] | null = null;
  /** The episode as the cloud has it. */
  cloudRow: CloudRow;
  #numbers = 0;
  /** An edit is known by its place in the outbox, which is another after a rebuild. */
  readonly #placesBefore = new Map<number, number>();

  static async open(store: Store): Promise<EditWorld> {
    const token = await mintToken({ user: 'user_ada', organization: ORGANIZATION, role: 'admin' });
    await store.transaction({ origin: 'sync' }, async (tx) => {
      for (const table of ['outbox', 'sync_base', 'set_aside', 'conflicts', 'episodes', 'projects', 'organizations'])
        await tx.query(`delete from ${table}`);
      await tx.query("insert into organizations (id, organization_id, name) values ('org_test', 'org_test', 'Test')");
      await tx.query(
        `insert into projects (id, organization_id, title, rev) values ('${PROJECT}', 'org_test', 'P', 1)`,
      );
      for (const id of [ROW, OTHER_ROW])
        await tx.query(
          `insert into episodes (id, organization_id, project_id, title, sequence_number, rev) values ('${id}', 'org_test', '${PROJECT}', 'a', 1, 1)`,
        );
    });
    const { rows } = await store.query<{ row: CloudRow }>("select desk_row('episodes', $1) as row", [ROW]);
    const [first] = rows;
    if (first === undefined) throw new Error('the episode is not there');
    return new EditWorld(store, { columns: await readDeskColumns(store), cloudRow: first.row, token });
  }

  private constructor(store: Store, parts: { columns: DeskColumns; cloudRow: CloudRow; token: string }) {
    this.store = store;
    this.#columns = parts.columns;
    this.cloudRow = parts.cloudRow;
    this.#cloud = new CloudClient({
      cloud: { url: 'http://cloud.scripted', publishableKey: 'sb_publishable_scripted' },
      identity: IDENTITY,
      tokens: { getToken: async () => parts.token },
      platform: { now: () => new Date(), fetch: async (_, init) => this.#answer(String(init?.body)) },
    });
    this.#push = this.#newPush();
  }

  async entries(): Promise<Entry[]> {
    const { rows } = await this.store.query<Omit<Entry, 'state'> & { state: string; code: string | null }>(
      "select seq::int4 as seq, mutation_id::text as mutation_id, state, patch, error ->> 'code' as code from outbox where row_id = $1 order by seq",
      [ROW],
    );
    return rows.map(({ code, state, seq, ...rest }) => ({
      ...rest,
      seq: this.#placesBefore.get(seq) ?? seq,
      state: stateOf(state, code),
    }));
  }

  /** The row of the cloud that waits for the answer to an edit that is on its way. */
  async rowAside(): Promise<JsonRow | null> {
    const { rows } = await this.store.query<{ row: JsonRow }>('select row from set_aside where row_id = $1', [ROW]);
    return rows[0]?.row ?? null;
  }

  /** What the edits that wait were made on; null when none waits. */
  async baseRow(): Promise<JsonRow | null> {
    const { rows } = await this.store.query<{ row: JsonRow }>('select row from sync_base where row_id = $1', [ROW]);
    return rows[0]?.row ?? null;
  }

  async localRow(): Promise<JsonRow> {
    const { rows } = await this.store.query<{ row: JsonRow }>("select desk_row('episodes', $1) as row", [ROW]);
    return rows[0]?.row ?? {};
  }

  edit(patch: JsonRow): Promise<void> {
    return this.#record('episodes', ROW, 'update', patch);
  }

  /** An edit of another row, which goes in the same call. */
  async editOther(): Promise<void> {
    await this.#record('episodes', OTHER_ROW, 'update', { title: `other ${this.#next()}` });
  }

  /** Moves the episode into a project that was just made here; answers the project's id. */
  async editIntoNewProject(): Promise<string> {
    const id = `01900000-0000-7000-8000-${String(this.#next()).padStart(12, '1')}`;
    await this.#record('projects', id, 'insert', { title: 'Made here' });
    await this.edit({ project_id: id });
    return id;
  }

  /** An edit of another row was refused; a person tries it again. */
  async retryOther(): Promise<void> {
    await this.editOther();
    const { rows } = await this.store.transaction({ origin: 'user' }, (tx) =>
      tx.query<{ id: string }>(
        `update outbox set state = 'parked', error = '{"code": "23514", "message": "No."}' where row_id = $1 returning mutation_id::text as id`,
        [OTHER_ROW],
      ),
    );
    await this.command('attention.retry', rows[0]?.id ?? '');
    await this.forgetOthers();
  }

  /** As if the edits of other rows had been dealt with. */
  async forgetOthers(): Promise<void> {
    await this.store.transaction({ origin: 'user' }, (tx) => tx.query('delete from outbox where row_id <> $1', [ROW]));
  }

  async push(answer: CallAnswer): Promise<void> {
    this.#callAnswer = answer;
    this.called = null;
    await this.#push.step();
  }

  /** The cloud's row changed, and a pull brings it. */
  async cloudChanges(change: JsonRow): Promise<void> {
    this.changeCloud(change);
    await this.store.transaction({ origin: 'sync' }, (tx) =>
      applyRows(tx, this.#context(), [{ table: 'episodes', row: this.cloudRow }]),
    );
  }

  changeCloud(change: JsonRow): void {
    this.cloudRow = { ...this.cloudRow, ...change, rev: this.cloudRow.rev + 1 };
  }

  restart(): void {
    this.#push = this.#newPush();
  }

  /** As recovery does it: the edits of the log come back into a store of which it is not known what was sent from it. */
  async rebuild(): Promise<void> {
    await this.store.transaction({ origin: 'record' }, async (tx) => {
      const { rows } = await tx.query<{ edit: JsonRow; id: string; seq: number }>(
        `select o.mutation_id::text as id, o.seq, to_jsonb(o) || jsonb_build_object('base', b.row) as edit
         from outbox o left join sync_base b on b.table_name = o.table_name and b.row_id = o.row_id order by o.seq`,
      );
      const known = rows.map(({ id }) => id);
      await tx.query('select take_back_edits($1::uuid[], true)', [known]);
      for (const { edit } of rows)
        await tx.query('select restore_edit($1::jsonb, $2, $3::uuid[])', [JSON.stringify(edit), ORGANIZATION, known]);
      for (const { id, seq } of rows) {
        const { rows: again } = await tx.query<{ seq: number }>('select seq from outbox where mutation_id = $1::uuid', [
          id,
        ]);
        for (const entry of again) this.#placesBefore.set(entry.seq, this.#placesBefore.get(seq) ?? seq);
      }
    });
    this.restart();
  }

  /** False when the command found nothing to do. */
  async command(name: 'attention.retry' | 'attention.discard', mutationId: string): Promise<boolean> {
    try {
      await runStoreCommand(
        { store: this.store, identity: IDENTITY, now: () => new Date(), onCommitted: () => undefined },
        name,
        { mutation_id: mutationId },
      );
      return true;
    } catch (error) {
      if (error instanceof EngineFailure && error.code === 'not-found') return false;
      throw error;
    }
  }

  async #record(table: 'episodes' | 'projects', id: string, op: 'insert' | 'update', patch: JsonRow): Promise<void> {
    const context = {
      groupId: crypto.randomUUID(),
      command: 'test',
      userId: 'user_ada',
      organizationId: ORGANIZATION,
      at: new Date(),
    };
    await this.store.transaction({ origin: 'user' }, (tx) => recordEdit(tx, context, { table, id, op, patch }));
  }

  #answer(body: string): Response {
    const { p_mutations: mutations }: { p_mutations: Mutation[] } = JSON.parse(body);
    this.called = mutations;
    const answer = this.#callAnswer;
    if (typeof answer !== 'function') return new Response('', { status: answer.status });
    return Response.json(mutations.map((mutation) => answer(mutation)));
  }

  #newPush(): Push {
    return new Push({
      store: this.store,
      cloud: this.#cloud,
      clientId: crypto.randomUUID(),
      applyContext: () => this.#context(),
    });
  }

  #context(): ApplyContext {
    return { columns: this.#columns, organizationId: ORGANIZATION, at: new Date(), force: false };
  }

  #next(): number {
    this.#numbers += 1;
    return this.#numbers;
  }
}

function stateOf(state: string, code: string | null): EditState {
  if (state === 'pending' || state === 'sending') return state;
  return code === DEPENDS_ON_REFUSED ? 'held-back' : 'refused';
}
