import {
  type BucketAnswer,
  type ChecksumAnswer,
  type CloudRow,
  SYNCED_TABLES,
  type SyncedTable,
} from '../../../../shared/sync/protocol.ts';
import type { Store } from '../../store/contract.ts';
import { bucketAnswer, checksumAnswer } from '../answers.ts';
import type { ApplyContext } from '../apply-rows.ts';
import { CallSize, tookTooLong } from '../call-size.ts';
import type { CloudClient } from '../cloud-client.ts';
import { isMassDeletion } from '../deletion-guard.ts';
import { foreignAnswer, type StepResult } from '../lane-result.ts';
import type { DeletionAnswer } from '../pull.ts';
import { logSync } from '../sync-log.ts';
import { noteCompared, readState } from '../sync-state.ts';
import { type Bucket, differingBuckets, isSameBucket } from './compare-checksums.ts';
import { deskChecksum } from './desk-checksum.ts';
import { evictGone, repairBucket, repairContents } from './repair-bucket.ts';

/** Rows asked for in one call; a line that does not carry so many in its time gets fewer. */
const PAGE_ROWS = 500;

/** Reports of a running job are shown ahead of the row that holds them: there the same rev may read otherwise. */
const SHOWN_AHEAD: ReadonlySet<SyncedTable> = new Set(['episode_schedule_queue']);

/** What has come of a bucket, as long as the cloud's stays as it was: a slow line is not to carry it all again when it stumbles. */
interface Fetched {
  of: Bucket | undefined;
  rows: CloudRow[];
  after: string | null;
  more: boolean;
  /** Null until all its rows are here; then they are in place, and not kept. */
  gone: string[] | null;
}

export interface SelfCheckOptions {
  store: Store;
  cloud: CloudClient;
  applyContext: () => ApplyContext;
  now: () => Date;
}

/**
 * Compares one table after another with the cloud's own checksum, and makes what differs as the cloud has it. With a cursor that
 * is exact nothing should ever differ; this is for what nobody thought of, for disks that lie, and for rows that left this
 * user's sight, of which no pull can tell.
 */
export class SelfCheck {
  readonly #options: SelfCheckOptions;
  /** Null before the first step. */
  #place: number | null = null;
  readonly #size = new CallSize(1 / PAGE_ROWS);
  /** Of the table whose turn it is, by bucket. */
  readonly #fetched = new Map<string, Fetched>();
  /** Rows of that table that were put right. */
  #replaced: string[] = [];
  /** The last row of each table whose contents were compared. */
  readonly #comparedTo = new Map<SyncedTable, string>();
  /** What differed before the last pull; only what still differs after it, on a cloud that stood still, is wrong. */
  #suspected: { table: SyncedTable; there: ChecksumAnswer; buckets: string[] } | null = null;
  #asked = false;
  #answer: DeletionAnswer | null = null;

  constructor(options: SelfCheckOptions) {
    this.#options = options;
  }

  /** A person's answer for this table, if it was asked for; what is kept is asked about again at the table's next turn. */
  answer(answer: DeletionAnswer): void {
    if (this.#asked) this.#answer = answer;
  }

  /**
   * One table. `more` after something differed: pull, then step again. Idle while edits wait: then the sides may differ.
   */
  async step(): Promise<StepResult> {
    const { store, cloud } = this.#options;
    if (await this.#isUnsettled()) return { outcome: 'idle' };
    this.#place ??= await this.#longestNotCompared();
    const table = SYNCED_TABLES[this.#place % SYNCED_TABLES.length] ?? 'organizations';
    const answer = await cloud.call('sync_checksum', { p_table: table });
    // One that is too large for the cloud's own time limit keeps none of the others from being compared.
    if (!answer.ok && tookTooLong(answer.failure)) return this.#leave(table, []);
    if (!answer.ok) return { outcome: 'failed', failure: answer.failure };
    const there = checksumAnswer.safeParse(answer.data);
    if (!there.success) return { outcome: 'failed', failure: foreignAnswer() };
    const buckets = differingBuckets(await deskChecksum(store, table), there.data);
    const suspected = this.#suspected;
    this.#suspected = null;
    if (buckets.length === 0) return this.#compareContents(table);
    const wrong = buckets.filter(
      (bucket) =>
        suspected?.table === table &&
        suspected.buckets.includes(bucket) &&
        isSameBucket(suspected.there.buckets[bucket], there.data.buckets[bucket]),
    );
    if (wrong.length > 0) return this.#repair(table, wrong, there.data);
    this.#suspected = { table, there: there.data, buckets };
    return { outcome: 'done', more: true };
  }

  /**
   * The numbers agree: now a page of the rows word for word, another one at each turn of the table. Small tables are compared as a
   * whole each time, large ones in their own time.
   */
  async #compareContents(table: SyncedTable): Promise<StepResult> {
    const { store, applyContext } = this.#options;
    if (SHOWN_AHEAD.has(table)) return this.#finish(table, []);
    const page = await this.#fetchPage(table, null, this.#comparedTo.get(table) ?? null);
    if ('outcome' in page) return page;
    const last = page.rows.at(-1)?.id;
    if (page.more && last !== undefined) this.#comparedTo.set(table, last);
    else this.#comparedTo.delete(table);
    this.#replaced.push(...(await repairContents(store, applyContext(), { table, rows: page.rows })));
    return this.#finish(table, []);
  }

  async #repair(table: SyncedTable, buckets: readonly string[], there: ChecksumAnswer): Promise<StepResult> {
    const { store } = this.#options;
    let gone: string[] = [];
    for (const bucket of buckets) {
      const goneOfBucket = await this.#repairBucket(table, bucket, there.buckets[bucket]);
      if (!Array.isArray(goneOfBucket)) return goneOfBucket;
      gone.push(...goneOfBucket);
    }
    if (gone.length > 0) {
      if (this.#answer === null && (await this.#isMass(table, gone))) {
        this.#asked = true;
        return { outcome: 'needs-confirmation' };
      }
      if (this.#answer === 'keep') gone = [];
      else await evictGone(store, table, gone);
    }
    return this.#finish(table, gone);
  }

  /** Answers the rows of it that the cloud does not have. */
  async #repairBucket(table: SyncedTable, bucket: string, of: Bucket | undefined): Promise<string[] | StepResult> {
    const { store, applyContext } = this.#options;
    const known = this.#fetched.get(bucket);
    const isGood = known !== undefined && isSameBucket(known.of, of);
    const fetched: Fetched = isGood ? known : { of, rows: [], after: null, more: true, gone: null };
    this.#fetched.set(bucket, fetched);
    if (fetched.gone !== null) return fetched.gone;
    while (fetched.more) {
      const page = await this.#fetchPage(table, bucket, fetched.after);
      if ('outcome' in page) return page;
      fetched.rows.push(...page.rows);
      fetched.after = page.rows.at(-1)?.id ?? null;
      fetched.more = page.more && fetched.after !== null;
    }
    const { replaced, gone } = await repairBucket(store, applyContext(), { table, bucket, rows: fetched.rows });
    this.#replaced.push(...replaced);
    fetched.rows = [];
    fetched.gone = gone;
    return gone;
  }

  async #finish(table: SyncedTable, gone: readonly string[]): Promise<StepResult> {
    const { store, now } = this.#options;
    const repaired = new Set(this.#replaced).size + gone.length;
    await store.transaction({ origin: 'engine' }, (tx) =>
      noteCompared(tx, table, { at: now().toISOString(), repaired }),
    );
    return this.#leave(table, gone);
  }

  /** Says what was put right, and goes on with the next table. */
  async #leave(table: SyncedTable, gone: readonly string[]): Promise<StepResult> {
    const { store, now } = this.#options;
    const replaced = [...new Set(this.#replaced)];
    if (replaced.length + gone.length > 0) {
      await logSync(store, {
        at: now(),
        kind: 'repaired',
        message: `${table.replaceAll('_', ' ')}: ${replaced.length} brought up to date and ${gone.length} removed, after a comparison with the cloud`,
        details: { table, replaced, removed: [...gone] },
      });
    }
    this.#place = (this.#place ?? 0) + 1;
    this.#fetched.clear();
    this.#replaced = [];
    this.#asked = false;
    this.#answer = null;
    return { outcome: 'done', more: false };
  }

  /**
   * Where even one row is too much for the line, the next table comes: that row keeps none of the others waiting, nor what people
   * send, and is asked for again at the next turn of its table.
   */
  async #fetchPage(
    table: SyncedTable,
    bucket: string | null,
    after: string | null,
  ): Promise<BucketAnswer | StepResult> {
    const rows = this.#size.of(PAGE_ROWS);
    const asked = { p_table: table, p_bucket: bucket, p_after: after, p_limit: rows };
    const answer = await this.#options.cloud.call('sync_bucket', asked);
    if (!answer.ok) {
      const isTooSlow = tookTooLong(answer.failure);
      if (isTooSlow) this.#size.tookTooLong(null);
      return isTooSlow && rows === 1 ? this.#leave(table, []) : { outcome: 'failed', failure: answer.failure };
    }
    this.#size.wentThrough();
    const page = bucketAnswer.safeParse(answer.data);
    return page.success ? page.data : { outcome: 'failed', failure: foreignAnswer() };
  }

  /** A desk that is never open for as long as all the tables take would else compare the same ones each time. */
  async #longestNotCompared(): Promise<number> {
    const compared = (await readState(this.#options.store, 'compared')) ?? {};
    const at = SYNCED_TABLES.map((table) => compared[table]?.at ?? '');
    return at.indexOf(at.toSorted()[0] ?? '');
  }

  async #isUnsettled(): Promise<boolean> {
    const { rows } = await this.#options.store.query<{ unsettled: boolean }>(
      `select exists (select from outbox where state in ('pending', 'sending'))
         or exists (select from set_aside where reason = 'in-flight')
         or coalesce((select value ->> 'mode' from sync_state where key = 'pull'), 'first') <> 'delta' as unsettled`,
    );
    return rows[0]?.unsettled !== false;
  }

  async #isMass(table: SyncedTable, gone: readonly string[]): Promise<boolean> {
    const { rows } = await this.#options.store.query<{ deleted: number; live: number }>(
      'select count_live($1, $2::text[])::int4 as deleted, count_live($1, null)::int4 as live',
      [table, [...gone]],
    );
    return rows.some((counts) => isMassDeletion({ table, ...counts }));
  }
}
