import { v7 as uuidv7 } from 'uuid';
import { SYNCED_TABLES } from '../../../shared/sync/protocol.ts';
import type { EngineOptions } from '../contract.ts';
import { applyProgress } from '../generation/apply-progress.ts';
import { sendNextRequest } from '../generation/send-requests.ts';
import type { Platform } from '../platform.ts';
import { Doorbell, type DoorbellOptions } from '../realtime/doorbell.ts';
import { PresenceBoard } from '../realtime/presence-board.ts';
import type { Store } from '../store/contract.ts';
import { type ApplyContext, readDeskColumns } from './apply-rows.ts';
import { CloudClient } from './cloud-client.ts';
import { ensureHome } from './ensure-home.ts';
import { Lane } from './lane.ts';
import type { StepResult } from './lane-result.ts';
import { Pull } from './pull.ts';
import { Push } from './push.ts';
import { replaySetAside } from './replay-set-aside.ts';
import { SelfCheck } from './self-check/self-check.ts';
import { StatusBoard } from './status-board.ts';
import { SyncLoop } from './sync-loop.ts';
import { ensureClientId, readState, writeState } from './sync-state.ts';
import { tryStore } from './try-store.ts';

/** The first edit goes at once; those of a burst of typing go together, in calls that begin so far apart. In milliseconds. */
const PUSH_EVERY_MS = 150;
/** Without any ring, everything arrives by this timer, in milliseconds, plus up to a quarter so that desks spread out. */
const SLOW_PULL_MS = 60_000;
/**
 * One table is compared with the cloud this often, in milliseconds, plus up to a quarter: all of them in about five hours of
 * work. It costs the cloud a scan of what the user may see, so not more.
 */
const CHECK_MS = 20 * 60_000;
/** The first comparison, when the start's own work is done, in milliseconds. */
const FIRST_CHECK_MS = 60_000;
/**
 * Tables whose news are on the screen already (the progress of a job, which comes in the broadcast itself) or in no hurry (sums
 * of money). Each report of a worker rings for them, and pulling at once would take the machine's time from showing the report.
 */
const TOLD_BESIDES: ReadonlySet<string> = new Set(['episode_schedule_queue', 'token_usage_daily']);
/** In milliseconds; reports that come meanwhile are pulled together. */
const TOLD_BESIDES_MS = 500;
/** While a job runs it is asked about this often, whatever the socket says; in milliseconds, with the socket live and down. */
const JOB_PULL_MS = { live: 30_000, down: 5_000 };
/** One that runs, or that may begin before the slow timer looks again; every project has one that is planned for another day. */
const ACTIVE_JOBS = `select exists (
  select from episode_schedule_queue where deleted_at is null
    and (status = 'processing' or status = 'pending' and greatest(generation_start_time, next_retry_at) <= $1::timestamptz)
) as busy`;

export interface SyncEngineOptions extends Pick<EngineOptions, 'cloud' | 'identity' | 'tokens'> {
  store: Store;
  platform: Platform;
  offline: boolean;
  /** False for one-shot clients. */
  realtime: boolean;
  openDoorbell?: OpenDoorbell;
}

export type OpenDoorbell = (options: DoorbellOptions) => Pick<Doorbell, 'start' | 'stop'>;

/** Everything between the store and the cloud. */
export class SyncEngine {
  readonly board: StatusBoard;
  readonly presence: PresenceBoard;
  readonly #options: SyncEngineOptions;
  readonly #loop: SyncLoop;
  /** When the last push began, as Platform.elapsedMs. */
  #pushedAt = Number.NEGATIVE_INFINITY;
  readonly #pull: Pull;
  readonly #check: SelfCheck;
  /** Tables that a person wants compared now. */
  #toCheck = 0;
  readonly #doorbell: Pick<Doorbell, 'start' | 'stop'>;
  /** The cloud let this desk in once since it opened. */
  #entered = false;
  readonly #stopListening: () => void;
  readonly #cloud: CloudClient;

  static async open(options: SyncEngineOptions): Promise<SyncEngine> {
    const { store, platform, identity } = options;
    const board = new StatusBoard(store);
    const cloud = new CloudClient(options);
    const columns = await readDeskColumns(store);
    const applyContext = (): ApplyContext => ({
      columns,
      organizationId: identity.organization.id,
      at: platform.now(),
      force: false,
    });
    await ensureHome(store, identity);
    await replaySetAside(store, applyContext());
    const push = new Push({ store, cloud, clientId: await ensureClientId(store), applyContext });
    const pull = await Pull.open({
      store,
      cloud,
      applyContext,
      userId: identity.user.id,
      now: platform.now,
      elapsedMs: platform.elapsedMs,
      onState: (state) => board.setPull(state),
    });
    const check = new SelfCheck({ store, cloud, applyContext, now: platform.now });
    await board.recount();
    const engine = new SyncEngine(options, { board, cloud, push, pull, check });
    if (options.offline) board.apply({ event: 'pause', reason: 'offline-by-choice' });
    if ((await readState(store, 'access_revoked')) === true) board.apply({ event: 'pause', reason: 'access-revoked' });
    engine.#loop.tryNow();
    return engine;
  }

  private constructor(
    options: SyncEngineOptions,
    parts: { board: StatusBoard; cloud: CloudClient; push: Push; pull: Pull; check: SelfCheck },
  ) {
    const { store, platform, identity } = options;
    const { board, cloud, push, pull, check } = parts;
    this.board = board;
    this.#options = options;
    this.#cloud = cloud;
    this.#pull = pull;
    this.#check = check;
    this.#stopListening = store.onReplaced(() => {
      pull.doubt();
      for (const lane of ['push', 'generation', 'pull'] as const) this.#loop.want(lane, 0);
    });
    const openDoorbell: OpenDoorbell = options.openDoorbell ?? ((doorbell) => new Doorbell(doorbell));
    const desk = uuidv7();
    this.presence = new PresenceBoard({ desk, userId: identity.user.id, platform });
    this.#doorbell = openDoorbell({
      supabase: () => cloud.supabase(),
      organizationId: identity.organization.id,
      platform,
      onRing: (table) => this.#loop.want('pull', table !== undefined && TOLD_BESIDES.has(table) ? TOLD_BESIDES_MS : 0),
      onProgress: (payload) => void this.#showProgress(payload),
      onState: (state) => board.apply({ event: state === 'live' ? 'realtime-live' : 'realtime-down' }),
      presence: this.presence,
      desk,
    });
    this.#loop = new SyncLoop({
      lanes: {
        enter: new Lane('enter', () => this.#enter()),
        push: new Lane('push', () => {
          this.#pushedAt = platform.elapsedMs();
          return this.#busy('pushing', () => this.#send(() => push.step()));
        }),
        generation: new Lane('generation', () => this.#sendRequest()),
        pull: new Lane('pull', () => this.#busy('pulling', () => pull.step())),
        check: new Lane('check', () => check.step()),
        store: new Lane('store', () => tryStore(store, platform.now())),
      },
      board,
      platform,
      holdsBackPush: () => pull.comparing,
      onEntered: () => {
        this.#entered = true;
        this.#tendDoorbell();
        this.#loop.want('check', FIRST_CHECK_MS);
      },
      onChecked: (outcome) => {
        if (outcome === 'compared') this.#toCheck = Math.max(0, this.#toCheck - 1);
        // What is held back goes on after the pull that follows the last edit sent.
        const next = outcome === 'compared' && this.#toCheck > 0 ? 0 : CHECK_MS * (1 + platform.random() / 4);
        this.#loop.want('check', next);
      },
      onPullComplete: () => void this.#planNextPull(),
      // Only for the next start, at which the cloud says it again when this could not be written.
      onAccess: (revoked) =>
        void store
          .transaction({ origin: 'engine' }, (tx) => writeState(tx, 'access_revoked', revoked))
          .catch(() => platform.log('sync: the end of access could not be noted')),
    });
  }

  /** After the commit of edits: `added` of them wait since `at` (ISO). */
  editsMade(added: number, at: string): void {
    this.board.editsAdded(added, at);
    const wait = Math.max(0, PUSH_EVERY_MS - (this.#options.platform.elapsedMs() - this.#pushedAt));
    this.#loop.want('push', wait);
    this.#loop.want('generation', wait);
  }

  setOffline(offline: boolean): void {
    this.#setQuiet('offline-by-choice', offline);
  }

  setSuspended(suspended: boolean): void {
    this.#setQuiet('suspended', suspended);
  }

  /** A person pressed "sync now", the network came back, a page with a token connected. */
  tryNow(): void {
    // Asked once more; the guard holds again if the cloud still says the same.
    if (this.board.connection.pauses.includes('needs-confirmation')) this.#loop.unpause('needs-confirmation');
    this.#loop.tryNow();
  }

  /** A person's answer to `needs-confirmation`: remove here too, or keep. */
  confirmDeletions(accept: boolean): void {
    if (!this.board.connection.pauses.includes('needs-confirmation')) return;
    const answer = accept ? 'remove' : 'keep';
    this.#pull.answer(answer);
    this.#check.answer(answer);
    this.#loop.unpause('needs-confirmation');
  }

  /** Compares every table with the cloud now, instead of one after another in their own time. */
  checkAll(): void {
    this.#toCheck = SYNCED_TABLES.length;
    this.#loop.want('check', 0);
  }

  /** For what only the cloud knows. */
  get cloud(): CloudClient {
    return this.#cloud;
  }

  async settle(deadlineMs: number): Promise<void> {
    await this.#loop.settle(deadlineMs);
    await this.board.recount();
  }

  async close(): Promise<void> {
    this.#stopListening();
    await this.#doorbell.stop();
    await this.#loop.close();
    await this.#cloud.close();
    this.board.close();
  }

  #setQuiet(reason: 'offline-by-choice' | 'suspended', quiet: boolean): void {
    if (quiet) this.#loop.pause(reason);
    else this.#loop.unpause(reason);
    this.#tendDoorbell();
  }

  /** Whoever works offline says nothing to anybody; and a socket that slept is dead without knowing it. */
  #tendDoorbell(): void {
    const { pauses } = this.board.connection;
    const quiet = pauses.includes('offline-by-choice') || pauses.includes('suspended');
    if (quiet) void this.#doorbell.stop();
    else if (this.#entered && this.#options.realtime) this.#doorbell.start();
  }

  async #enter(): Promise<StepResult> {
    const answer = await this.#cloud.call('ensure_membership', {});
    return answer.ok ? { outcome: 'done', more: false } : { outcome: 'failed', failure: answer.failure };
  }

  async #busy(what: 'pushing' | 'pulling', step: () => Promise<StepResult>): Promise<StepResult> {
    this.board.setBusy({ [what]: true });
    try {
      const result = await step();
      await this.board.recount();
      return result;
    } finally {
      this.board.setBusy({ [what]: false });
    }
  }

  async #send(step: () => Promise<StepResult>): Promise<StepResult> {
    const result = await step();
    if (result.outcome === 'done') this.#pull.outdate();
    return result;
  }

  async #sendRequest(): Promise<StepResult> {
    const result = await this.#send(() => sendNextRequest(this.#options.store, this.#cloud));
    await this.board.recount();
    if (result.outcome === 'done') this.#loop.want('pull', 0);
    return result;
  }

  async #showProgress(payload: unknown): Promise<void> {
    const shown = await applyProgress(this.#options.store, payload).catch(() => false);
    if (!shown) this.#loop.want('pull', 0);
  }

  async #planNextPull(): Promise<void> {
    const { store, platform } = this.#options;
    this.#loop.want('pull', SLOW_PULL_MS * (1 + platform.random() / 4));
    // A pull makes edits of its own when it brings back what was deleted.
    if (this.board.current().pending_count > 0) this.#loop.want('push', 0);
    else if (this.#toCheck > 0) this.#loop.want('check', 0);
    const { rows } = await store
      .query<{ busy: boolean }>(ACTIVE_JOBS, [new Date(platform.now().getTime() + SLOW_PULL_MS).toISOString()])
      .catch(() => ({ rows: [] }));
    if (rows[0]?.busy === true) this.#loop.want('pull', JOB_PULL_MS[this.board.connection.realtime]);
  }
}
