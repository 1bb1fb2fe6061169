import type { Platform } from '../platform.ts';
import { backoffMs } from './backoff.ts';
import type { StepResult } from './lane-result.ts';

/**
 * One kind of traffic: when it is wanted, and when it may be tried again after a failure of its own. Times are those of
 * Platform.elapsedMs.
 */
export class Lane {
  readonly name: string;
  readonly step: () => Promise<StepResult>;
  #wantedAt: number | null = null;
  #notBefore = 0;
  #askedUntil = 0;
  #failures = 0;

  constructor(name: string, step: () => Promise<StepResult>) {
    this.name = name;
    this.step = step;
  }

  get failures(): number {
    return this.#failures;
  }

  /** When the next step is due; null when nothing is wanted. */
  get dueAt(): number | null {
    return this.#wantedAt === null ? null : Math.max(this.#wantedAt, this.#notBefore);
  }

  /** Until when the cloud asked to be left alone with this. */
  get askedUntil(): number {
    return this.#askedUntil;
  }

  /** Wants a step at `at` or earlier. */
  want(at: number): void {
    this.#wantedAt = this.#wantedAt === null ? at : Math.min(this.#wantedAt, at);
  }

  /** Call before a step: what is wanted from here on needs another one. */
  taken(): void {
    this.#wantedAt = null;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#notBefore = 0;
    this.#askedUntil = 0;
  }

  /** Wants the step again after a wait; answers when. */
  failed(platform: Pick<Platform, 'elapsedMs' | 'random'>, retryAfterMs: number | null): number {
    this.#failures += 1;
    const now = platform.elapsedMs();
    this.#notBefore = now + backoffMs(this.#failures, platform.random(), retryAfterMs);
    this.#askedUntil = retryAfterMs === null ? 0 : this.#notBefore;
    this.want(now);
    return this.#notBefore;
  }

  /** A person or an event says that trying now makes sense. What the cloud asked for holds nevertheless. */
  forgetWait(): void {
    this.#notBefore = this.#askedUntil;
  }
}
