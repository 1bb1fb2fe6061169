import {
  type BucketAnswer,
  type ChecksumAnswer,
  SYNCED_TABLES,
  type SyncedTable,
} from '../../../../shared/sync/protocol.ts';
import type { Store } from '../../store/contract.ts';
import { bucketAnswer, checksumAnswer } from '../answers.ts';
import type { ApplyContext } from '../apply-rows.ts';
import type { CloudClient } from '../cloud-client.ts';
import { isMassDeletion } from '../deletion-guard.ts';
import { foreignAnswer, type StepResult } from '../lane-result.ts';
import type { DeletionAnswer } from '../pull.ts';
import { logSync } from '../sync-log.ts';
import { noteCompared } from '../sync-state.ts';
import { differingBuckets, isSameBucket } from './compare-checksums.ts';
import { deskChecksum } from './desk-checksum.ts';
import { type BucketRepair, evictGone, repairBucket, repairContents } from './repair-bucket.ts';

type Failed = Extract<StepResult, { outcome: 'failed' }>;

/** Rows asked for in one call. */
const PAGE_ROWS = 500;

/** Reports of a running job are shown ahead of the row that holds them: there the same rev may read otherwise. */
const SHOWN_AHEAD: ReadonlySet<SyncedTable> = new Set(['episode_schedule_queue']);

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
  #place = 0;
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
    const table = SYNCED_TABLES[this.#place % SYNCED_TABLES.length] ?? 'organizations';
    if (await this.#isUnsettled()) return { outcome: 'idle' };
    const answer = await cloud.call('sync_checksum', { p_table: table });
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
    if (wrong.length > 0) return this.#repair(table, wrong);
    this.#suspected = { table, there: there.data, buckets };
    return { outcome: 'done', more: true };
  }

  /**
   * The numbers agree: now a page of the rows word for word, another one at each turn of the table. Small tables are compared as a
   * whole each time, large ones in their own time.
   */
  async #compareContents(table: SyncedTable): Promise<StepResult> {
    const { store, applyContext } = this.#options;
    if (SHOWN_AHEAD.has(table)) return this.#finish(table, { replaced: [], gone: [] });
    const page = await this.#fetchPage(table, null, this.#comparedTo.get(table) ?? null);
    if ('outcome' in page) return page;
    const last = page.rows.at(-1)?.id;
    if (page.more && last !== undefined) this.#comparedTo.set(table, last);
    else this.#comparedTo.delete(table);
    const replaced = await repairContents(store, applyContext(), { table, rows: page.rows });
    return this.#finish(table, { replaced, gone: [] });
  }

  async #repair(table: SyncedTable, buckets: readonly string[]): Promise<StepResult> {
    const { store, applyContext } = this.#options;
    const repaired: BucketRepair = { replaced: [], gone: [] };
    for (const bucket of buckets) {
      const rows = await this.#fetch(table, bucket);
      if (!Array.isArray(rows)) return rows;
      const { replaced, gone } = await repairBucket(store, applyContext(), { table, bucket, rows });
      repaired.replaced.push(...replaced);
      repaired.gone.push(...gone);
    }
    if (repaired.gone.length > 0) {
      if (this.#answer === null && (await this.#isMass(table, repaired.gone))) {
        this.#asked = true;
        return { outcome: 'needs-confirmation' };
      }
      if (this.#answer === 'keep') repaired.gone = [];
      else await evictGone(store, table, repaired.gone);
    }
    return this.#finish(table, repaired);
  }

  async #finish(table: SyncedTable, { replaced, gone }: BucketRepair): Promise<StepResult> {
    const { store, now } = this.#options;
    const repaired = replaced.length + gone.length;
    await store.transaction({ origin: 'engine' }, (tx) =>
      noteCompared(tx, table, { at: now().toISOString(), repaired }),
    );
    if (repaired === 0) return this.#next();
    await logSync(store, {
      at: now(),
      kind: 'repaired',
      message: `${table.replaceAll('_', ' ')}: ${replaced.length} brought up to date and ${gone.length} removed, after a comparison with the cloud`,
      details: { table, replaced, removed: gone },
    });
    return this.#next();
  }

  async #fetch(table: SyncedTable, bucket: string) {
    const rows = [];
    for (let after: string | null = null; ; ) {
      const page: BucketAnswer | Failed = await this.#fetchPage(table, bucket, after);
      if ('outcome' in page) return page;
      rows.push(...page.rows);
      after = page.rows.at(-1)?.id ?? null;
      if (!page.more || after === null) return rows;
    }
  }

  async #fetchPage(table: SyncedTable, bucket: string | null, after: string | null): Promise<BucketAnswer | Failed> {
    const asked = { p_table: table, p_bucket: bucket, p_after: after, p_limit: PAGE_ROWS };
    const answer = await this.#options.cloud.call('sync_bucket', asked);
    if (!answer.ok) return { outcome: 'failed', failure: answer.failure };
    const page = bucketAnswer.safeParse(answer.data);
    return page.success ? page.data : { outcome: 'failed', failure: foreignAnswer() };
  }

  #next(): StepResult {
    this.#place += 1;
    this.#asked = false;
    this.#answer = null;
    return { outcome: 'done', more: false };
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
