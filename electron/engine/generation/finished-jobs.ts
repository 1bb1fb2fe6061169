import type { Notice } from '../../../shared/ipc/contract.ts';
import type { Platform } from '../platform.ts';
import type { Store } from '../store/contract.ts';

interface JobRow {
  id: string;
  status: string;
  error_message: string | null;
  project_id: string;
  episode_id: string;
  title: string;
}

const LIVE = new Set(['pending', 'processing', 'blocked']);

/** News of a job are shown first and looked through after, in milliseconds: nobody misses a notice by a tenth of a second. */
const LOOK_DELAY_MS = 100;

/**
 * Says once when a generation that this user asked for has ended, however the news came. Watches the jobs' rows, so that a
 * job which ended while the machine was away is told of as well.
 */
export class FinishedJobs {
  readonly #store: Store;
  readonly #userId: string;
  readonly #onNotice: (notice: Notice) => void;
  readonly #after: Platform['after'];
  #cancelLook: (() => void) | null = null;
  readonly #stops: readonly (() => void)[];
  #live = new Set<string>();
  #looking: Promise<void> | null = null;
  #stale = false;

  static async open(
    store: Store,
    userId: string,
    options: { onNotice: (notice: Notice) => void; after: Platform['after'] },
  ): Promise<FinishedJobs> {
    const watch = new FinishedJobs(store, userId, options);
    await watch.#look();
    return watch;
  }

  private constructor(
    store: Store,
    userId: string,
    options: { onNotice: (notice: Notice) => void; after: Platform['after'] },
  ) {
    this.#store = store;
    this.#userId = userId;
    this.#onNotice = options.onNotice;
    this.#after = options.after;
    this.#stops = [
      store.onChange((changes) => {
        if (changes.some((change) => change.table === 'episode_schedule_queue')) this.#lookSoon();
      }),
      store.onReplaced(() => this.#lookSoon()),
    ];
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#cancelLook?.();
  }

  #lookSoon(): void {
    this.#cancelLook ??= this.#after(LOOK_DELAY_MS, () => {
      this.#cancelLook = null;
      this.#lookAgain();
    });
  }

  #lookAgain(): void {
    this.#stale = true;
    this.#looking ??= this.#lookWhileStale().finally(() => {
      this.#looking = null;
    });
  }

  async #lookWhileStale(): Promise<void> {
    while (this.#stale) {
      this.#stale = false;
      // A store that is closing, or that cannot be used: once it can, this looks again.
      await this.#look().catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const { rows } = await this.#store.query<JobRow>(
      `select q.id::text as id, q.status::text as status, q.error_message, q.project_id::text as project_id,
         q.episode_id::text as episode_id, coalesce(nullif(e.title, ''), 'The episode') as title
       from episode_schedule_queue q left join episodes e on e.id = q.episode_id
       where q.requested_by = $1 and (q.status in ('pending', 'processing', 'blocked') or q.id = any ($2::uuid[]))`,
      [this.#userId, [...this.#live]],
    );
    const ended = rows.filter((job) => this.#live.has(job.id) && !LIVE.has(job.status));
    this.#live = new Set(rows.filter((job) => LIVE.has(job.status)).map((job) => job.id));
    for (const job of ended) {
      const notice = describe(job);
      if (notice !== null) this.#onNotice(notice);
    }
  }
}

/** Null for what the user did: a cancellation is no news. */
function describe({ id, status, error_message, episode_id, title }: JobRow): Notice | null {
  const path = `/episodes/${episode_id}`;
  if (status === 'completed') {
    return {
      id,
      tone: 'success',
      title: `${title} is ready`,
      body: 'The generated text is in place. Open it to read and polish.',
      path,
    };
  }
  if (status === 'failed') {
    const reason = error_message === null || error_message === '' ? 'The generation did not finish.' : error_message;
    return {
      id,
      tone: 'warning',
      title: `${title} could not be generated`,
      body: `${reason} Your text and notes are safe. You can try again.`,
      path,
    };
  }
  return null;
}
