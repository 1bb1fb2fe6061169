import type { SaveState } from './text-sync/block-text.ts';

/**
 * What is true of each text of an episode. Beside the page and not in it: it changes with each burst of typing, and then only the
 * words that say so are drawn anew.
 */
export class SaveStates {
  readonly #states = new Map<string, SaveState>();
  readonly #listeners = new Set<() => void>();

  set(blockId: string, state: SaveState): void {
    this.#states.set(blockId, state);
    for (const listener of this.#listeners) listener();
  }

  /** Of these texts together; one that has said nothing yet is as the store has it. */
  worst(blockIds: readonly string[]): SaveState {
    const states = new Set(blockIds.map((id) => this.#states.get(id)));
    if (states.has('refused')) return 'refused';
    if (states.has('kept')) return 'kept';
    return states.has('saving') ? 'saving' : 'saved';
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
