import { mergeText } from '../../../shared/sync/merge/merge-text.ts';
import { BurstClock } from './burst-clock.ts';
import type { DraftStore } from './draft-store.ts';
import { type SplitText, splitText, wholeAgain } from './split-text.ts';

/** What can truthfully be said about the text in the editor. */
export type SaveState =
  /** The engine has acknowledged all of it: it is durable on this machine. */
  | 'saved'
  /** Typed, and on its way to the engine. */
  | 'saving'
  /** The engine does not answer; the text is kept in the page and sent again. */
  | 'kept'
  /** The engine refuses this edit for good (the block is gone, a character it cannot hold); the text is kept in the page. */
  | 'refused';

export interface BlockTextOptions {
  blockId: string;
  /** The engine's text when the editor opens. */
  content: string;
  /** Gives `block.edit`; answers what the block then holds. */
  send: (base: string, content: string) => Promise<string>;
  /** What the block holds now; null when it is gone. */
  read: () => Promise<string | null>;
  drafts: DraftStore;
  /** Puts another text into the editor: somebody else's changes, merged with what stands there. */
  show: (text: string) => void;
  onState: (state: SaveState) => void;
  /** Whether sending the same again would be refused again. */
  isLasting: (error: unknown) => boolean;
  /** An input method is in the middle of a word: another text put in now would break it. */
  isComposing: () => boolean;
  /** Calls back after so many milliseconds, and answers how to cancel. */
  after: (ms: number, run: () => void) => () => void;
}

/**
 * Keeps one editor and one block of the engine together.
 *
 * What is typed goes out in bursts, one at a time, each with the text it was typed on, so that the engine can merge when the
 * block has moved on. Live rows are only a doorbell: they may be older than an edit under way, so the text is read anew, and
 * taken over only if nothing was sent meanwhile. While something unsent stands in the editor nothing is taken over at all:
 * the edit is sent first, and the engine merges and records what clashes. So no typed character depends on a merge in the page.
 *
 * An edit whose answer was lost may have been carried out. Sent again on its old base it would clash with itself, so the block
 * is read first, and if it holds that edit, the next one is made on top of it.
 */
export class BlockText {
  readonly #options: BlockTextOptions;
  /** The text in the editor. */
  #text: string;
  /** The text last taken from the engine: the base of the next edit. */
  #taken: string;
  /** Sent, and never answered. */
  #unanswered: string | null;
  /** What this text last put into the storage, or found there; null when that is nothing. A newer editor may have put another there. */
  #kept: string | null;
  #sending = false;
  #reading = false;
  #doorbell = false;
  #sends = 0;
  #closed = false;
  #splitting: SplitText | null = null;
  #settled: ((isSaved: boolean) => void)[] = [];
  #state: SaveState = 'saved';
  readonly #clock: BurstClock;

  constructor(options: BlockTextOptions) {
    this.#options = options;
    this.#clock = new BurstClock(options.after, () => this.flush());
    const draft = options.drafts.read(options.blockId);
    this.#taken = draft?.base ?? options.content;
    this.#text = draft?.content ?? options.content;
    this.#unanswered = draft?.sent ?? null;
    this.#kept = draft?.content ?? null;
    if (this.#hasUnsent) {
      this.#setState('saving');
      this.flush();
    } else {
      this.#forgetDraft();
      // An editor of this text that is gone may have said something else last.
      options.onState('saved');
    }
  }

  /** What the editor opens with: the engine's text, or what was typed here and never acknowledged. */
  get text(): string {
    return this.#text;
  }

  /** The person changed the text. */
  typed(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    // Typed and taken back again.
    if (!this.#sending && !this.#hasUnsent) this.#rest();
    else {
      this.#keepDraft();
      this.#setState('saving');
      this.#clock.typed();
    }
  }

  /** The live query has a row of this block, perhaps with news. */
  rang(content: string): void {
    if (content === this.#taken && !this.#sending) return;
    this.#doorbell = true;
    void this.#look();
  }

  /** The input method has finished its word. */
  composed(): void {
    void this.#look();
  }

  /** Sends what is unsent, now. */
  flush(): void {
    this.#clock.stop();
    if (this.#sending || !this.#hasUnsent) return;
    void this.#sendBurst();
  }

  /** Resolves once nothing is unsent: true, or false when the engine does not take it now. */
  saved(): Promise<boolean> {
    if (!this.#sending && !this.#hasUnsent) return Promise.resolve(true);
    return new Promise((resolve) => {
      this.#settled.push(resolve);
      this.flush();
    });
  }

  /**
   * Splits the block: of `shown`, the text as the editor has it, what stands before `place` stays, and `send` tells the engine, which
   * answers what it holds then. The text must be saved. What is typed meanwhile goes to what stays; until the engine has answered,
   * the draft is the whole text, and when it refuses, the whole text comes back with what was typed.
   */
  async split(shown: string, place: number, send: () => Promise<string>): Promise<boolean> {
    if (this.#sending || this.#hasUnsent || this.#closed) return false;
    const splitting = splitText(this.#text, shown, place);
    const { head } = splitting;
    this.#splitting = splitting;
    this.#sending = true;
    this.#sends += 1;
    this.#showText(head);
    try {
      const held = await send();
      this.#splitting = null;
      this.#taken = head;
      this.#answered(head, held);
      return true;
    } catch {
      this.#sending = false;
      this.#splitting = null;
      this.#showText(wholeAgain(splitting, this.#text));
      // It may have been carried out all the same; the block says so.
      this.#doorbell = true;
      return false;
    } finally {
      if (this.#hasUnsent) {
        this.#keepDraft();
        this.flush();
      } else this.#rest();
    }
  }

  /** The editor goes away. What is unsent goes out; what cannot go out stays as a draft. */
  close(): void {
    this.flush();
    this.stop();
  }

  /** Sends nothing more by itself; what is unsent stays as a draft. */
  stop(): void {
    this.#closed = true;
    this.#clock.stop();
    this.#options.drafts.close(this.#options.blockId);
  }

  async #sendBurst(): Promise<void> {
    this.#sending = true;
    this.#sends += 1;
    try {
      await this.#settleUnanswered();
      if (this.#hasUnsent) await this.#sendText();
      this.#sending = false;
    } catch (error) {
      this.#sending = false;
      if (this.#options.isLasting(error)) {
        this.#unanswered = null;
        this.#setState('refused');
        return;
      }
      this.#setState('kept');
      if (!this.#closed) this.#clock.retry();
      return;
    }
    if (!this.#hasUnsent) return this.#rest();
    this.#keepDraft();
    this.#setState('saving');
    if (!this.#clock.isBurst || this.#closed) void this.#sendBurst();
  }

  async #sendText(): Promise<void> {
    const content = this.#text;
    this.#unanswered = content;
    this.#keepDraft();
    const held = await this.#options.send(this.#taken, content);
    this.#unanswered = null;
    this.#answered(content, held);
  }

  /** If the block holds the edit whose answer was lost, the next one is made on top of it. */
  async #settleUnanswered(): Promise<void> {
    const sent = this.#unanswered;
    if (sent === null) return;
    const held = await this.#options.read();
    const carriedOut = held !== null && mergeText(this.#taken, sent, held);
    if (carriedOut && carriedOut.clashes.length === 0 && carriedOut.text === held) this.#taken = sent;
    // Somebody has written since; if there is nothing more to send, no answer brings it here.
    if (held !== null && held !== sent) this.#doorbell = true;
    this.#unanswered = null;
  }

  /** The engine holds `held` after it took `content`; meanwhile more may have been typed. */
  #answered(content: string, held: string): void {
    this.#sending = false;
    const merged = mergeText(content, this.#text, held);
    if (this.#options.isComposing() && merged.text !== this.#text) {
      this.#taken = content;
      this.#doorbell = true;
      return;
    }
    if (merged.clashes.length > 0) {
      // Leave the person's text as it stands; sent on what was sent, the engine meets the same clash and records it.
      this.#taken = content;
      return;
    }
    this.#taken = held;
    this.#showText(merged.text);
  }

  async #look(): Promise<void> {
    if (!this.#doorbell || this.#reading || this.#sending || this.#closed || this.#options.isComposing()) return;
    if (this.#hasUnsent) return this.flush();
    this.#doorbell = false;
    this.#reading = true;
    const sends = this.#sends;
    const held = await this.#options.read().catch(() => null);
    this.#reading = false;
    if (this.#sends !== sends || this.#sending) {
      this.#doorbell = true;
    } else if (held !== null && this.#text === this.#taken && !this.#options.isComposing()) {
      this.#taken = held;
      this.#showText(held);
    } else if (held !== null) {
      this.#doorbell = true;
    }
    void this.#look();
  }

  /** Something was typed that the engine is not known to have, or sent that it may have. */
  get #hasUnsent(): boolean {
    return this.#text !== this.#taken || this.#unanswered !== null;
  }

  #rest(): void {
    this.#clock.stop();
    this.#forgetDraft();
    this.#setState('saved');
    void this.#look();
  }

  #showText(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    if (!this.#closed) this.#options.show(text);
  }

  #keepDraft(): void {
    const { drafts, blockId } = this.#options;
    const content = this.#splitting === null ? this.#text : wholeAgain(this.#splitting, this.#text);
    if (drafts.write(blockId, { base: this.#taken, content, sent: this.#unanswered })) this.#kept = content;
  }

  #forgetDraft(): void {
    if (this.#kept !== null) this.#options.drafts.settle(this.#options.blockId, this.#kept);
    this.#kept = null;
  }

  #setState(state: SaveState): void {
    const isNew = state !== this.#state;
    this.#state = state;
    if (isNew && !this.#closed) this.#options.onState(state);
    if (state !== 'saving') for (const tell of this.#settled.splice(0)) tell(state === 'saved');
  }
}
