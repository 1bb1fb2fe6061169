import type { Store } from '../store/contract.ts';

/**
 * Notices requests to generate that wait no longer and yet were not handed over: a person withdrew them, or the cloud refused them.
 * They are counted with the edits that wait, and a count that falls does not say why.
 */
export class UnsentRequests {
  readonly #store: Store;
  readonly #stop: () => void;
  #waiting: readonly string[] = [];
  #haveLeft = false;
  #looking: Promise<void>;

  constructor(store: Store) {
    this.#store = store;
    this.#looking = this.#look();
    this.#stop = store.onChange((changes) => {
      if (changes.some(({ table }) => table === 'generation_requests'))
        this.#looking = this.#looking.then(() => this.#look());
    });
  }

  /** Whether any left unsent since this was asked last, up to what the store has told when it is called. */
  async take(): Promise<boolean> {
    await this.#looking;
    const haveLeft = this.#haveLeft;
    this.#haveLeft = false;
    return haveLeft;
  }

  stop(): void {
    this.#stop();
  }

  async #look(): Promise<void> {
    const answer = await this.#store
      .query<{ id: string; state: string }>('select id::text as id, state from generation_requests')
      .catch(() => null);
    // The store is closing, or cannot be used: then nothing is sent either.
    if (answer === null) return;
    const states = new Map(answer.rows.map(({ id, state }) => [id, state]));
    // One that was accepted stays until its job is here, which takes another call.
    if (this.#waiting.some((id) => (states.get(id) ?? 'refused') === 'refused')) this.#haveLeft = true;
    this.#waiting = answer.rows.filter(({ state }) => state === 'waiting' || state === 'sending').map(({ id }) => id);
  }
}
