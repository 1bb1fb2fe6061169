import type { PauseReason } from '../../../shared/sync/status.ts';
import { backoffMs } from './backoff.ts';
import { tookTooLong } from './call-size.ts';
import { type CallFailure, classifyFailure, TOKEN_UNREACHABLE } from './classify-failure.ts';
import type { Lane } from './lane.ts';
import type { StepResult } from './lane-result.ts';
import { isProbed, PROBE_AFTER_MS, type ProbedReason } from './probe.ts';
import { codeOf, isUnusable } from './store-failure.ts';
import type { SyncLoopOptions } from './sync-lanes.ts';

/** Of everything: failures in a row, and until when to wait and until when the cloud asked for it, as Platform.elapsedMs. */
const NO_WAIT = { failures: 0, notBefore: 0, askedUntil: 0 };

/**
 * The traffic with the cloud: one step at a time, so that an answer is never applied in the middle of another. Lanes take
 * turns, so that a long pull does not keep edits waiting, nor a long push the news.
 */
export class SyncLoop {
  readonly #options: SyncLoopOptions;
  readonly #observers = new Set<() => void>();
  #entered = false;
  #closed = false;
  #running: Promise<void> | null = null;
  #cancelTimer: (() => void) | null = null;
  /** Least recently served first. */
  #turns: Lane[];
  #failures = 0;
  #link = NO_WAIT;
  #probe = { failures: 0, at: 0 };
  /** A person asked while a step was under way: what it meets is from before, and no wait may follow from it. */
  #isAskedAgain = false;

  constructor(options: SyncLoopOptions) {
    this.#options = options;
    const { push, generation, pull, check } = options.lanes;
    this.#turns = [push, generation, pull, check];
  }

  /** Everything is wanted now, and no wait holds but one that the cloud asked for. */
  tryNow(): void {
    this.#isAskedAgain = this.#running !== null;
    this.#wantAll();
  }

  #wantAll(): void {
    const now = this.#now();
    this.#link = { ...this.#link, notBefore: this.#link.askedUntil };
    this.#probe.at = 0;
    const { check, store: _, ...lanes } = this.#options.lanes;
    check.forgetWait();
    for (const lane of this.#entered ? this.#turns.filter((one) => one !== check) : Object.values(lanes)) {
      lane.forgetWait();
      lane.want(now);
    }
    this.#wake();
  }

  want(lane: 'push' | 'generation' | 'pull' | 'check', inMs: number): void {
    this.#options.lanes[lane].want(this.#now() + inMs);
    this.#wake();
  }

  pause(reason: PauseReason): void {
    this.#options.board.apply({ event: 'pause', reason });
    this.#tellObservers();
  }

  unpause(reason: PauseReason): void {
    this.#options.board.apply({ event: 'unpause', reason });
    this.#wantAll();
  }

  /**
   * Tries now, and resolves once all that can go has gone and everything has come; or once it is clear that this cannot be
   * now (a pause, a failure); or after `deadlineMs`.
   */
  async settle(deadlineMs: number): Promise<void> {
    const settled = Promise.withResolvers<void>();
    const failuresBefore = this.#failures;
    const probed = () => this.#probe.at > this.#now();
    const look = () => {
      if (this.#running !== null && !this.#closed) return;
      const { pauses } = this.#options.board.connection;
      const paused = pauses.some((reason) => !isProbed(reason)) || (pauses.length > 0 && probed());
      const failed = this.#failures > failuresBefore || this.#isAskedToWait();
      if (this.#closed || paused || failed || this.#nothingDue()) settled.resolve();
    };
    const cancel = this.#options.platform.after(deadlineMs, () => settled.resolve());
    this.tryNow();
    this.#observers.add(look);
    look();
    await settled.promise;
    this.#observers.delete(look);
    cancel();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelTimer?.();
    this.#tellObservers();
    await this.#running;
  }

  #nothingDue(): boolean {
    const { push, generation, pull, check } = this.#options.lanes;
    const held = this.#options.holdsBackPush();
    const sent = held || (push.dueAt === null && generation.dueAt === null);
    const quiet = (lane: Lane) => lane.dueAt === null || lane.dueAt > this.#now();
    return this.#entered && sent && quiet(pull) && quiet(check);
  }

  #isAskedToWait(): boolean {
    const now = this.#now();
    return this.#link.askedUntil > now || this.#turns.some((lane) => lane.askedUntil > now);
  }

  #now(): number {
    return this.#options.platform.elapsedMs();
  }

  #wake(): void {
    if (this.#running !== null || this.#closed) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
      this.#setTimer();
      this.#tellObservers();
    });
  }

  async #run(): Promise<void> {
    for (let lane = this.#next(); lane !== null; lane = this.#next()) {
      lane.taken();
      if (this.#turns.includes(lane)) this.#turns = [...this.#turns.filter((one) => one !== lane), lane];
      try {
        this.#settleStep(lane, await lane.step());
      } catch (error) {
        if (this.#closed) return;
        // The store refused: nothing was applied, and the same step comes again.
        this.#failures += 1;
        if (isUnusable(error)) this.#pauseProbed(lane, 'store-unavailable');
        else this.#noteFailure(lane.failed(this.#options.platform, null));
        this.#options.platform.log(
          `sync: ${lane.name} stopped: ${error instanceof Error ? error.name : 'unknown'} ${codeOf(error)}`,
        );
      }
      if (this.#isAskedAgain) this.#wantAll();
      this.#isAskedAgain = false;
    }
  }

  #next(): Lane | null {
    const now = this.#now();
    if (this.#closed || this.#link.notBefore > now) return null;
    const { lanes, board, holdsBackPush } = this.#options;
    const { pauses } = board.connection;
    if (pauses.length > 0) {
      if (this.#probe.at > now || !pauses.every(isProbed)) return null;
      if (pauses.includes('store-unavailable')) return lanes.store;
      return this.#entered ? lanes.pull : lanes.enter;
    }
    const held = holdsBackPush();
    const open = this.#entered ? this.#turns.filter((lane) => lane === lanes.pull || !held) : [lanes.enter];
    return open.find((lane) => lane.dueAt !== null && lane.dueAt <= now) ?? null;
  }

  #setTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#closed) return;
    const { lanes, board, platform } = this.#options;
    const { pauses } = board.connection;
    if (pauses.some((reason) => !isProbed(reason))) return;
    const open = this.#entered ? this.#turns : [lanes.enter];
    const dues = pauses.length > 0 ? [this.#probe.at] : open.flatMap((lane) => lane.dueAt ?? []);
    if (dues.length === 0) return;
    const at = Math.max(Math.min(...dues), this.#link.notBefore);
    this.#cancelTimer = platform.after(Math.max(at - this.#now(), 1), () => this.#wake());
  }

  #settleStep(lane: Lane, result: StepResult): void {
    switch (result.outcome) {
      case 'idle':
        // All that can go has gone: what waited behind it may go now.
        if (lane === this.#options.lanes.push) this.#options.lanes.generation.want(this.#now());
        if (lane === this.#options.lanes.check) this.#options.onChecked('held-back');
        break;
      case 'done':
        this.#succeeded(lane, result.more);
        break;
      case 'failed':
        this.#failures += 1;
        this.#failed(lane, result.failure);
        break;
      case 'needs-confirmation':
        this.#options.board.apply({ event: 'attempt-succeeded' });
        lane.want(this.#now());
        this.pause('needs-confirmation');
        break;
    }
  }

  #succeeded(lane: Lane, more: boolean): void {
    const { board, lanes, onAccess, onChecked, onEntered, onPullComplete } = this.#options;
    lane.succeeded();
    this.#probe = { failures: 0, at: 0 };
    if (lane === lanes.store) {
      this.unpause('store-unavailable');
      return;
    }
    this.#link = NO_WAIT;
    board.apply({ event: 'attempt-succeeded' });
    const probed = board.connection.pauses.filter(isProbed);
    if (probed.includes('access-revoked')) onAccess(false);
    for (const reason of probed) this.unpause(reason);
    if (more) lane.want(this.#now());
    // What was sent changes more than its own rows in the cloud: sums, versions, another episode number.
    if (lane === lanes.push) lanes.pull.want(this.#now());
    if (lane === lanes.enter && !this.#entered) {
      this.#entered = true;
      onEntered();
    }
    if (lane === lanes.pull && !more) onPullComplete();
    // What differed may only not have been pulled yet.
    if (lane === lanes.check && more) lanes.pull.want(this.#now());
    if (lane === lanes.check && !more) onChecked('compared');
  }

  #failed(lane: Lane, failure: CallFailure): void {
    const { board, lanes, platform, onAccess } = this.#options;
    const kind = classifyFailure(failure);
    // That nobody is signed in was said before the sign-in could be asked (no page was open yet), and is not known.
    if (failure.code === TOKEN_UNREACHABLE) board.apply({ event: 'unpause', reason: 'no-token' });
    if (kind !== 'unreachable') platform.log(`sync: ${lane.name}: ${kind} (HTTP ${failure.status} ${failure.code})`);
    // What was too much for the line comes smaller the next time, and says nothing of what people wait for: that goes on.
    if (lane === lanes.check && tookTooLong(failure)) {
      lane.failed(platform, failure.retryAfterMs);
      return;
    }
    switch (kind) {
      case 'unreachable':
      case 'too-many-calls': {
        const failures = this.#link.failures + 1;
        const notBefore = this.#now() + backoffMs(failures, platform.random(), failure.retryAfterMs);
        this.#link = { failures, notBefore, askedUntil: failure.retryAfterMs === null ? 0 : notBefore };
        lane.want(this.#now());
        this.#noteFailure(this.#link.notBefore);
        break;
      }
      case 'try-again':
      case 'person':
        this.#noteFailure(lane.failed(platform, failure.retryAfterMs));
        break;
      case 'sign-in':
        this.#pauseProbed(lane, 'no-token');
        break;
      case 'access-revoked':
        if (!board.connection.pauses.includes('access-revoked')) onAccess(true);
        this.#pauseProbed(lane, 'access-revoked');
        break;
      case 'cloud-too-old':
      case 'app-too-old':
        this.#pauseProbed(lane, kind);
        break;
    }
  }

  #noteFailure(retryAt: number): void {
    const at = this.#options.platform.now();
    const retry = new Date(at.getTime() + retryAt - this.#now());
    this.#options.board.apply({ event: 'attempt-failed', at: at.toISOString(), retryAt: retry.toISOString() });
  }

  #pauseProbed(lane: Lane, reason: ProbedReason): void {
    this.#probe.failures += 1;
    const wait = Math.min(backoffMs(this.#probe.failures, this.#options.platform.random()), PROBE_AFTER_MS[reason]);
    this.#probe.at = this.#now() + wait;
    lane.want(this.#now());
    this.pause(reason);
  }

  #tellObservers(): void {
    for (const observer of this.#observers) observer();
  }
}
