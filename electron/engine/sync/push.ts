import type { JsonRow, Mutation, MutationResult, RefusalDetail } from '../../../shared/sync/protocol.ts';
import { dependentRejections } from '../outbox/dependent-rejections.ts';
import { inPortions } from '../outbox/groups.ts';
import { ENTRY_COLUMNS, type OutboxEntry } from '../outbox/outbox-entry.ts';
import { MAX_BYTES, MAX_MUTATIONS, planPush } from '../outbox/plan-push.ts';
import type { Store } from '../store/contract.ts';
import { pushAnswer } from './answers.ts';
import { type ApplyContext, replayInFlight } from './apply-rows.ts';
import { CallSize, tookTooLong } from './call-size.ts';
import { type CallFailure, classifyFailure } from './classify-failure.ts';
import type { CloudClient } from './cloud-client.ts';
import { foreignAnswer, type StepResult } from './lane-result.ts';
import { park, parkDependents, settlePush } from './settle-push.ts';
import { writeRows } from './write-rows.ts';

/** Entries looked at for one call; more than a call takes, since some wait for others. */
const LOOKAHEAD = 2 * MAX_MUTATIONS;
/** Answers settled in one transaction, about: 8 ms, so that what a person types is not kept waiting. */
const SETTLED_AT_ONCE = 100;

export interface PushOptions {
  store: Store;
  cloud: CloudClient;
  clientId: string;
  applyContext: () => ApplyContext;
}

/** Sends what waits in the outbox, one call a step. */
export class Push {
  readonly #options: PushOptions;
  /** Groups in one call; shrinks when a whole call is refused, until the culprit stands alone. */
  #groups = MAX_MUTATIONS;
  readonly #size = new CallSize();

  constructor(options: PushOptions) {
    this.#options = options;
  }

  async step(): Promise<StepResult> {
    const { store, cloud, clientId } = this.#options;
    const entries = await this.#read();
    const { batch, bytes, dependents } = planPush(entries, {
      mutations: this.#size.of(MAX_MUTATIONS),
      bytes: this.#size.of(MAX_BYTES),
      groups: this.#groups,
    });
    if (dependents.length > 0) {
      await store.transaction({ origin: 'record' }, async (tx) => {
        await parkDependents(tx, dependents);
        const rows = dependents.map((entry) => entry.row_id);
        await replayInFlight(tx, this.#options.applyContext(), rows);
      });
    }
    if (batch.length === 0) return { outcome: 'idle' };

    const sent = await this.#markSending(batch);
    const call = { p_client_id: clientId, p_mutations: sent.map(toMutation) };
    const answer = await cloud.call('sync_push', call, this.#size.patience);
    if (!answer.ok) return this.#failed(sent, bytes, answer.failure);
    const results = pushAnswer.safeParse(answer.data);
    if (!results.success || !isAbout(sent, results.data, this.#options.applyContext().organizationId)) {
      return { outcome: 'failed', failure: foreignAnswer() };
    }

    this.#groups = MAX_MUTATIONS;
    this.#size.wentThrough();
    const followUps = dependentRejections(sent, results.data);
    for (const portion of inPortions(sent, SETTLED_AT_ONCE)) {
      await writeRows(store, { rows: portion.length, more: false }, (tx) =>
        settlePush(tx, this.#options.applyContext(), portion, results.data, followUps),
      );
    }
    return { outcome: 'done', more: true };
  }

  async #read(): Promise<OutboxEntry[]> {
    const { rows } = await this.#options.store.query<OutboxEntry>(
      `(select ${ENTRY_COLUMNS} from outbox where state <> 'parked' order by seq limit ${LOOKAHEAD})
       union all
       (select ${ENTRY_COLUMNS} from outbox where state = 'parked')
       order by seq`,
    );
    const unparked = rows.filter((entry) => entry.state !== 'parked');
    const last = unparked.at(-1);
    // The lookahead may have cut the last group in two.
    if (unparked.length < LOOKAHEAD || last === undefined) return rows;
    const whole = rows.filter((entry) => entry.group_id !== last.group_id);
    return whole.some((entry) => entry.state !== 'parked') ? whole : rows;
  }

  /**
   * From here on the entries do not change: they may have reached the cloud. Durable before the call, so that an edit made
   * after a power cut is not folded into a mutation that the cloud has answered. Answers them as they are now; a person may
   * have typed since they were read.
   */
  async #markSending(batch: readonly OutboxEntry[]): Promise<OutboxEntry[]> {
    return this.#options.store.transaction({ origin: 'record' }, async (tx) => {
      const { rows } = await tx.query<OutboxEntry>(
        `update outbox set state = 'sending', attempts = attempts + 1
         where seq = any ($1::bigint[]) and state <> 'parked' returning ${ENTRY_COLUMNS}`,
        [batch.map((entry) => entry.seq)],
      );
      return rows.toSorted((a, b) => a.seq - b.seq);
    });
  }

  /**
   * A call that was refused as a whole applied nothing; but an earlier one, whose answer was lost, may have. So what it carried stays
   * frozen, and goes again in smaller company until the culprit stands alone: unfrozen, what is typed next would go out under an id
   * that the cloud has answered, and be lost.
   */
  async #failed(sent: readonly OutboxEntry[], bytes: number, failure: CallFailure): Promise<StepResult> {
    const groups = new Set(sent.map((entry) => entry.group_id)).size;
    if (tookTooLong(failure)) this.#size.tookTooLong(groups > 1 ? null : bytes);
    if (classifyFailure(failure) !== 'person') return { outcome: 'failed', failure };
    this.#groups = groups > 1 ? Math.ceil(groups / 2) : MAX_MUTATIONS;
    if (groups > 1) return { outcome: 'done', more: true };
    await this.#options.store.transaction({ origin: 'record' }, async (tx) => {
      await park(tx, sent, refusalOf(failure));
      const rows = sent.map((entry) => entry.row_id);
      await replayInFlight(tx, this.#options.applyContext(), rows);
    });
    return { outcome: 'done', more: true };
  }
}

/**
 * The answers are to what was sent, at least to some of it (else it would be sent again at once, for ever), and a row that comes
 * with one is that row and of this organisation: it is put in its place without another look.
 */
function isAbout(sent: readonly OutboxEntry[], results: readonly MutationResult[], organizationId: string): boolean {
  const entries = new Map(sent.map((entry) => [entry.mutation_id, entry]));
  if (sent.length > 0 && !results.some(({ mutation_id }) => entries.has(mutation_id))) return false;
  return results.every((result) => {
    const entry = entries.get(result.mutation_id);
    if (entry === undefined || result.status === 'rejected' || result.row === null) return true;
    const isOurs = entry.table_name === 'users' || result.row.organization_id === organizationId;
    return result.row.id === entry.row_id && isOurs;
  });
}

function toMutation(entry: OutboxEntry): Mutation {
  const patch: JsonRow = entry.op === 'delete' ? {} : entry.patch;
  return {
    mutation_id: entry.mutation_id,
    table: entry.table_name,
    op: entry.op,
    id: entry.row_id,
    base_rev: entry.base_rev,
    patch,
    group: entry.group_id,
  };
}

/** Why a whole call was refused, for the person who finds the edit in "needs attention". */
function refusalOf({ status, code, message, hint }: CallFailure): RefusalDetail {
  // 413 comes from a proxy, with a page of its own instead of a message.
  if (status === 413) {
    return {
      code: code || 'HTTP413',
      message: 'This change is larger than the cloud takes at once.',
      hint: 'It is kept here. Shorten it or split it into several blocks; it is then sent again.',
    };
  }
  return { code: code || `HTTP${status}`, message, hint };
}
