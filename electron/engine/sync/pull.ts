import { type PullAnswer, type PullChange, type PullCursor, SYNCED_TABLES } from '../../../shared/sync/protocol.ts';
import type { Store, Transaction } from '../store/contract.ts';
import { StoreError } from '../store/store-error.ts';
import { beginsNext, pullAnswer } from './answers.ts';
import { type ApplyContext, applyRows } from './apply-rows.ts';
import { bringBack, deletedUnderUs } from './bring-back.ts';
import { AS_LARGE_AS_ANY, CallSize, tookTooLong } from './call-size.ts';
import { CHUNK_ROWS, nextChunkRows, takeChunk } from './chunk-changes.ts';
import { NO_FUNCTION } from './classify-failure.ts';
import type { CloudClient } from './cloud-client.ts';
import { DeletionGuard, type Deletions, isMassDeletion } from './deletion-guard.ts';
import { foreignAnswer, type StepResult } from './lane-result.ts';
import { type Fetched, ReadAhead } from './read-ahead.ts';
import { FIRST_PULL, type PullState, readState, writeState } from './sync-state.ts';
import { writeRows } from './write-rows.ts';

/**
 * Rows asked for in one call. A call costs this machine and the cloud some 10 ms of their processors besides its rows: with 1,000 a
 * first sync takes a tenth longer, with 3,000 it is no faster, and what a bad line loses it loses at once.
 */
const PAGE_ROWS = 2_000;
/** How many times the usual time of a call one row may take: 4 MB over 17 kB a second. What is sent waits behind it meanwhile. */
const MOST_PATIENCE = 4;
/** The same in the first call of a download, for which everything waits: while it is written, the next one comes. */
const FIRST_PAGE_ROWS = 250;
/**
 * How much of a long download may come twice after a kill, in milliseconds. A commit that waits for the disk is a tenth of the time
 * that a page takes, on a busy disk half of it.
 */
const FLUSH_EVERY_MS = 1_000;
/** The cloud does not know the cursor: sync_pull in migrations/cloud. */
const BAD_CURSOR = 'SR400';

export interface PullOptions {
  store: Store;
  cloud: CloudClient;
  applyContext: () => ApplyContext;
  userId: string;
  now: () => Date;
  elapsedMs: () => number;
  onState: (state: PullState) => void;
}

/** What a person said about deletions that the guard held back. */
export type DeletionAnswer = 'remove' | 'keep';

/** Fetches what is new, one page a step. */
export class Pull {
  readonly #options: PullOptions;
  #state: PullState;
  #isUnsure = false;
  #isOutdated = false;
  #lastWasEmpty = false;
  #guard: DeletionGuard;
  readonly #ahead = new ReadAhead((cursor, onNext) => this.#fetch(cursor, onNext));
  #asked = false;
  #answer: DeletionAnswer | null = null;
  #chunkRows = CHUNK_ROWS;
  #flushedAt = Number.NEGATIVE_INFINITY;
  /** Cheaper for the cloud to make than jsonb; a cloud of before it has only the other form. */
  #asJson = true;
  readonly #size = new CallSize(1 / PAGE_ROWS, MOST_PATIENCE);

  private constructor(options: PullOptions, state: PullState) {
    this.#options = options;
    this.#state = state;
    this.#guard = new DeletionGuard(options.store);
  }

  static async open(options: PullOptions): Promise<Pull> {
    const state = (await readState(options.store, 'pull')) ?? FIRST_PULL;
    options.onState(state);
    return new Pull(options, state);
  }

  get state(): PullState {
    return this.#state;
  }

  /** The store may have lost some of what was pulled last: how far it is has to be read from it. */
  doubt(): void {
    this.#isUnsure = true;
  }

  /** Something was sent. The cloud made of it more than was sent, and pages that were asked for before do not show that. */
  outdate(): void {
    this.#isOutdated = true;
  }

  /** While everything is compared, nothing may be sent: a row made meanwhile would be missing in the cloud's fixed snapshot. */
  get comparing(): boolean {
    return this.#state.mode === 'compare';
  }

  /**
   * Good for the rest of this sweep, if the guard has asked. `keep` brings back what the cloud deleted, by edits of this desk, and
   * leaves here what the cloud does not have at all.
   */
  answer(answer: DeletionAnswer): void {
    if (this.#asked) this.#answer = answer;
  }

  async step(): Promise<StepResult> {
    if (this.#isUnsure) await this.#readState();
    const { cursor } = this.#state;
    const ahead = this.#ahead.take(cursor);
    const fetched = await (ahead ?? this.#fetch(cursor));
    if (fetched.ok && this.#leadsNowhere(fetched.page)) return { outcome: 'failed', failure: foreignAnswer() };
    if (fetched.ok) return this.#take(fetched.page, ahead !== null);
    if (fetched.failure.code !== BAD_CURSOR) return { outcome: 'failed', failure: fetched.failure };
    await this.#save({ ...this.#state, cursor: null, mode: 'compare', rows: 0 });
    return { outcome: 'done', more: true };
  }

  /**
   * A page behind which there is said to be more, although it does not move on, or is the second in a row that brings nothing: such
   * pages would be fetched for ever, without a pause. One that brings nothing is right at the end of a download during which others
   * wrote. After the failure's wait the count begins anew.
   */
  #leadsNowhere(page: PullAnswer): boolean {
    const isStill = page.more && JSON.stringify(page.cursor) === JSON.stringify(this.#state.cursor);
    const isSecond = page.more && page.changes.length === 0 && this.#lastWasEmpty;
    this.#lastWasEmpty = page.more && page.changes.length === 0 && !isSecond;
    return isStill || isSecond;
  }

  async #fetch(cursor: PullCursor | null, onNext?: (next: PullCursor) => void): Promise<Fetched> {
    const most = Math.min(cursor === null ? FIRST_PAGE_ROWS : PAGE_ROWS, this.#size.of(PAGE_ROWS));
    const page = { p_cursor: cursor, p_limit: most };
    const call = this.#asJson ? { ...page, p_as: 'json' } : page;
    const answer = await this.#options.cloud.call('sync_pull', call, this.#size.patience);
    if (answer.ok) this.#size.wentThrough();
    // One row cannot be made less, and what stands behind it would never come: that takes longer, then.
    else if (tookTooLong(answer.failure)) this.#size.tookTooLong(most === 1 ? AS_LARGE_AS_ANY : null);
    if (!answer.ok) {
      if (!this.#asJson || !NO_FUNCTION.has(answer.failure.code)) return answer;
      this.#asJson = false;
      return this.#fetch(cursor, onNext);
    }
    // Before the whole is checked: meanwhile the cloud makes the next one.
    const begins = beginsNext.safeParse(answer.data);
    if (begins.success) onNext?.(begins.data.cursor);
    const parsed = pullAnswer.safeParse(answer.data);
    return parsed.success ? { ok: true, page: parsed.data } : { ok: false, failure: foreignAnswer() };
  }

  async #take(page: PullAnswer, wasAhead: boolean): Promise<StepResult> {
    const before = page.reset === true ? { ...this.#state, mode: 'compare' as const, rows: 0 } : this.#state;
    const startsCompare = before.mode === 'compare' && (page.reset === true || this.#state.cursor === null);
    if (startsCompare)
      await this.#options.store.transaction({ origin: 'engine' }, (tx) => tx.query('delete from pull_seen'));
    const evicts = before.mode === 'compare' && !page.more;
    if (this.#answer === null) {
      const isMuch =
        (await this.#isSuspicious(page, startsCompare)) || (evicts && (await this.#evictsTooMany(page.changes)));
      this.#asked = isMuch;
      if (isMuch) return { outcome: 'needs-confirmation' };
    }

    const after = this.#stateAfter(before, page);
    if (page.more && before.mode === 'first') this.#ahead.from(page.cursor);
    await this.#apply(page, { compare: before.mode === 'compare', after });
    this.#setState(after);
    if (page.more) return { outcome: 'done', more: true };
    this.#guard = new DeletionGuard(this.#options.store);
    this.#answer = null;
    this.#asked = false;
    const more = wasAhead && this.#isOutdated;
    this.#isOutdated = false;
    return { outcome: 'done', more };
  }

  #stateAfter(before: PullState, page: PullAnswer): PullState {
    const rows = before.rows + page.changes.length;
    if (page.more) return { ...before, cursor: page.cursor, rows };
    return { cursor: page.cursor, mode: 'delta', rows: 0, completed_at: this.#options.now().toISOString() };
  }

  /**
   * Chunks are transactions of their own, so that what a person types goes between them; the cursor moves with the last. A
   * page that is cut off is fetched again, and a row twice applied is the same row.
   */
  async #apply(page: PullAnswer, { compare, after }: { compare: boolean; after: PullState }): Promise<void> {
    const { store, userId, elapsedMs } = this.#options;
    const flushes = page.more && elapsedMs() - this.#flushedAt >= FLUSH_EVERY_MS;
    let place = 0;
    do {
      const chunk = takeChunk(page.changes, place, this.#chunkRows);
      place += chunk.length;
      let begun = 0;
      await writeRows(store, { rows: chunk.length, more: page.more }, async (tx) => {
        begun = elapsedMs();
        if (this.#isUnsure) throw new StoreError('store-replaced', 'What this page builds on may be gone.');
        const context = { ...this.#options.applyContext(), force: compare };
        const kept = this.#answer === 'keep' ? await deletedUnderUs(tx, chunk) : [];
        await applyRows(tx, context, chunk);
        await bringBack(tx, { ...context, userId }, kept);
        if (compare) await markSeen(tx, chunk);
        if (place < page.changes.length) return;
        if (compare && !page.more && this.#answer !== 'keep') await evictUnseen(tx);
        await tx.query('select end_page($1::jsonb, $2)', [JSON.stringify(after), flushes]);
      });
      const took = { rows: this.#chunkRows, ms: elapsedMs() - begun };
      this.#chunkRows = nextChunkRows(took, store.isAwaited());
    } while (place < page.changes.length);
    if (flushes) this.#flushedAt = elapsedMs();
  }

  async #isSuspicious(page: PullAnswer, startsCompare: boolean): Promise<boolean> {
    if (await this.#guard.isSuspicious(page.changes)) return true;
    if (!startsCompare || page.more || page.changes.length > 0) return false;
    const { rows } = await this.#options.store.query<{ any: boolean }>(
      'select exists (select from projects where deleted_at is null) as any',
    );
    return rows[0]?.any === true;
  }

  /** Looks at what the end of a comparison would evict. */
  async #evictsTooMany(lastPage: readonly PullChange[]): Promise<boolean> {
    for (const table of SYNCED_TABLES) {
      const seenNow = lastPage.filter((change) => change.table === table).map((change) => change.row.id);
      const { rows } = await this.#options.store.query<Omit<Deletions, 'table'>>(
        `select count_live($1, array(select id from unseen_rows($1) id where id <> all ($2::text[])))::int4 as deleted,
           count_live($1, null)::int4 as live`,
        [table, seenNow],
      );
      if (rows.some((count) => isMassDeletion({ table, ...count }))) return true;
    }
    return false;
  }

  async #readState(): Promise<void> {
    this.#isUnsure = false;
    this.#setState((await readState(this.#options.store, 'pull')) ?? FIRST_PULL);
    this.#guard = new DeletionGuard(this.#options.store);
    this.#ahead.forget();
  }

  async #save(state: PullState): Promise<void> {
    await this.#options.store.transaction({ origin: 'engine' }, (tx) => writeState(tx, 'pull', state));
    this.#setState(state);
  }

  #setState(state: PullState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}

async function markSeen(tx: Transaction, changes: readonly PullChange[]): Promise<void> {
  await tx.query(
    'insert into pull_seen (table_name, row_id) select * from unnest($1::text[], $2::text[]) on conflict do nothing',
    [changes.map((change) => change.table), changes.map((change) => change.row.id)],
  );
}

/** What the cloud does not have (any more, or not for this user) and no edit here concerns. */
async function evictUnseen(tx: Transaction): Promise<void> {
  for (const table of SYNCED_TABLES) {
    await tx.query('select evict_rows($1, array(select unseen_rows($1)))', [table]);
  }
  await tx.query('delete from pull_seen');
}
