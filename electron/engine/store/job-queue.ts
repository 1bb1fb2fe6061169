/** What a job of the store is for; the order is the order of precedence. */
export const JOB_CLASSES = ['user', 'read', 'sync', 'maintenance'] as const;
export type JobClass = (typeof JOB_CLASSES)[number];

/**
 * How often a waiting job of a class may be passed over by classes before it, in jobs. A person's edits and reads are few and
 * short, so 25 of them pass in well under a second; without a limit a page that reads all the time would stop the sync for ever.
 */
const PATIENCE: { readonly [name in JobClass]: number } = { user: 0, read: 25, sync: 25, maintenance: 100 };

/** First in, first out within a class; classes by precedence, but none waits for ever. */
export class JobQueue<Job> {
  readonly #waiting: { readonly [name in JobClass]: Job[] } = { user: [], read: [], sync: [], maintenance: [] };
  readonly #passedOver: { [name in JobClass]: number } = { user: 0, read: 0, sync: 0, maintenance: 0 };

  add(jobClass: JobClass, job: Job): void {
    this.#waiting[jobClass].push(job);
  }

  has(jobClass: JobClass): boolean {
    return this.#waiting[jobClass].length > 0;
  }

  take(): { jobClass: JobClass; job: Job } | null {
    const waiting = JOB_CLASSES.filter((name) => this.has(name));
    const impatient = waiting.find((name) => name !== waiting[0] && this.#passedOver[name] >= PATIENCE[name]);
    const jobClass = impatient ?? waiting[0];
    if (jobClass === undefined) return null;
    return this.takeOf(jobClass);
  }

  /** The next job of one class, whatever else waits. */
  takeOf(jobClass: JobClass): { jobClass: JobClass; job: Job } | null {
    const job = this.#waiting[jobClass].shift();
    if (job === undefined) return null;
    this.#passedOver[jobClass] = 0;
    for (const name of JOB_CLASSES) {
      if (name !== jobClass && this.has(name)) this.#passedOver[name] += 1;
    }
    return { jobClass, job };
  }
}
