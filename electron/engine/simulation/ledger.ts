/** Where a word was put. */
export interface Place {
  table: 'projects' | 'episodes' | 'blocks' | 'planning_notes';
  id: string;
}

/** One word that somebody typed in the simulation; no other is like it, so it can be found wherever it went. */
export interface Word {
  word: string;
  /** Index of the desk; null for the plain-SQL writer. */
  desk: number | null;
  place: Place;
  /** Other rows that it may have gone to, by a split or a join. */
  movedTo: string[];
  state: 'unknown' | 'acknowledged';
  /** Taken away on purpose by somebody who saw it; `tried` when it is not known whether that was done. */
  withdrawn: 'no' | 'tried' | 'done';
  /** Words that were given instead of this one by somebody who saw it. */
  replacedBy: Set<string>;
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
  readonly #texts = new Map<string, string[]>();
  #next = 1;

  newWord(desk: number | null, place: Place): Word {
    const word: Word = {
      word: `w${this.#next++}w`,
      desk,
      place,
      movedTo: [],
      state: 'unknown',
      withdrawn: 'no',
      replacedBy: new Set(),
      seen: false,
    };
    this.words.set(word.word, word);
    return word;
  }

  /** Somebody who sees `text` is about to take it away, and gives `instead` for it. Call `done` once that is acknowledged. */
  withdraw(text: string, instead?: Word): { done(): void } {
    const words = wordsIn(text).flatMap((found) => this.words.get(found) ?? []);
    for (const word of words) {
      if (word.withdrawn === 'no') word.withdrawn = 'tried';
      if (instead !== undefined) word.replacedBy.add(instead.word);
    }
    return {
      done() {
        for (const word of words) word.withdrawn = 'done';
      },
    };
  }

  /**
   * Somebody who sees `now` is about to decide for `text`, which somebody else gave before. It is given anew, and what came in its
   * place elsewhere, unseen here, was not given for it any more.
   */
  giveAnew(text: string, now: string): void {
    const seen = wordsIn(now);
    for (const found of wordsIn(text)) {
      const word = this.words.get(found);
      if (word !== undefined) word.replacedBy = new Set(seen.filter((one) => word.replacedBy.has(one)));
    }
  }

  /** Somebody who sees `text` is about to put it into another row. */
  move(text: string, rowId: string): void {
    for (const found of wordsIn(text)) this.words.get(found)?.movedTo.push(rowId);
  }

  /** What somebody saw in a block and has changed; its history has it. */
  noteText(blockId: string, text: string): void {
    this.#texts.set(blockId, [...this.textsOf(blockId), text]);
  }

  textsOf(blockId: string): readonly string[] {
    return this.#texts.get(blockId) ?? [];
  }

  /** Words that must be somewhere. */
  promised(): Word[] {
    return [...this.words.values()].filter((word) => word.state === 'acknowledged' && word.withdrawn === 'no');
  }
}

export function wordsIn(text: string): string[] {
  return text.match(WORD) ?? [];
}
