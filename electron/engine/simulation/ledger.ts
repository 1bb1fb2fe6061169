/** One word that somebody typed in the simulation; no other is like it, so it can be found wherever it went. */
export interface Word {
  word: string;
  /** Index of the desk; null for the plain-SQL writer. */
  desk: number | null;
  state: 'unknown' | 'acknowledged';
  /** Somebody who saw it took it away on purpose. */
  withdrawn: boolean;
  /** Found in the cloud, in a conflict record or parked, once. */
  seen: boolean;
}

export interface Removal {
  table: string;
  id: string;
  acknowledged: boolean;
}

const WORD = /\bw\d+w\b/g;

/** What was typed, removed and promised. */
export class Ledger {
  readonly words = new Map<string, Word>();
  readonly removals: Removal[] = [];
  /** Rows that somebody asked to have back, or decided about in a conflict. */
  readonly wantedBack = new Set<string>();
  #next = 1;

  newWord(desk: number | null): Word {
    const word: Word = { word: `w${this.#next++}w`, desk, state: 'unknown', withdrawn: false, seen: false };
    this.words.set(word.word, word);
    return word;
  }

  /** Somebody who sees `text` takes it away. */
  withdraw(text: string): void {
    for (const found of text.match(WORD) ?? []) {
      const word = this.words.get(found);
      if (word !== undefined) word.withdrawn = true;
    }
  }

  /** Words that must be somewhere. */
  promised(): Word[] {
    return [...this.words.values()].filter((word) => word.state === 'acknowledged' && !word.withdrawn);
  }
}
