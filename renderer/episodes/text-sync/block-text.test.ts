import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeText } from '../../../shared/sync/merge/merge-text.ts';
import { BlockText, type SaveState } from './block-text.ts';
import type { Draft, DraftStore } from './draft-store.ts';

/** An engine with one block and a page that may reload; every wait is settled by hand, in any order. */
class Scene {
  held: string;
  /** Texts that the engine put into conflict records. */
  readonly records: string[] = [];
  away = false;
  /** Edits are carried out, and their answers are lost. */
  deaf = false;
  composing = false;
  refuses = false;
  /** Of the storage: what is written is not kept. */
  full = false;
  readonly #drafts = new Map<string, Draft>();
  #open: (() => void)[] = [];
  #timers: { run: () => void }[] = [];
  /** The page that lives; one that is gone does nothing any more, also not what it was about to do. */
  #page: object = {};
  screen = '';
  state: SaveState = 'saved';
  text: BlockText;

  constructor(held = 'one\ntwo\nthree') {
    this.held = held;
    this.text = this.openPage();
  }

  readonly drafts: DraftStore = {
    read: (id) => this.#drafts.get(id) ?? null,
    write: (id, draft) => {
      if (!this.full) this.#drafts.set(id, draft);
      return !this.full;
    },
    settle: (id, content) => {
      if (this.#drafts.get(id)?.content === content) this.#drafts.delete(id);
    },
    close: () => undefined,
  };

  openPage(): BlockText {
    const page = {};
    this.#page = page;
    this.state = 'saved';
    const drafts: DraftStore = {
      ...this.drafts,
      write: (id, draft) => page === this.#page && this.drafts.write(id, draft),
      settle: (id, content) => {
        if (page === this.#page) this.drafts.settle(id, content);
      },
    };
    const text = new BlockText({
      blockId: 'b',
      content: this.held,
      drafts,
      send: (base, content) => this.#later(page, () => this.#edit(base, content)),
      read: () => this.#later(page, () => this.held),
      show: (shown) => {
        this.screen = shown;
      },
      onState: (state) => {
        this.state = state;
      },
      isComposing: () => this.composing,
      isLasting: (error) => error instanceof TypeError,
      after: (_, run) => {
        const timer = { run };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter((other) => other !== timer);
        };
      },
    });
    this.screen = text.text;
    this.text = text;
    return text;
  }

  /** As the engine's block.edit. */
  #edit(base: string, content: string): string {
    const merged = mergeText(base, content, this.held);
    if (merged.clashes.length > 0) this.records.push(content);
    this.held = merged.text;
    return this.held;
  }

  #later<T>(page: object, answer: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (page !== this.#page) return;
      this.#open.push(() => {
        if (this.refuses) return reject(new TypeError('refused'));
        if (this.away) return reject(new Error('away'));
        const answered = answer();
        if (this.deaf) reject(new Error('the answer was lost'));
        else resolve(answered);
      });
    });
  }

  type(word: string, line: number): void {
    const lines = this.screen.split('\n');
    const at = line % lines.length;
    lines[at] = `${lines[at]} ${word}`;
    this.screen = lines.join('\n');
    this.text.typed(this.screen);
  }

  /** The person deletes one of the last words again, if it stands on the screen. */
  takeBack(typed: string[], which: number): void {
    const [word = ''] = typed.slice(-1 - which);
    const without = this.screen.replace(` ${word}`, '');
    if (without === this.screen) return;
    typed.splice(typed.indexOf(word), 1);
    this.screen = without;
    this.text.typed(this.screen);
  }

  others(word: string, line: number): void {
    const lines = this.held.split('\n');
    lines.splice(line % (lines.length + 1), 0, word);
    this.held = lines.join('\n');
    this.text.rang(this.held);
  }

  /** False when nothing waits. */
  async settleOne(which: number): Promise<boolean> {
    const [settle] = this.#open.splice(which % Math.max(1, this.#open.length), 1);
    settle?.();
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
    return settle !== undefined;
  }

  async tick(): Promise<void> {
    for (const { run } of this.#timers.splice(0)) run();
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  }

  async mood(mood: 'away' | 'deaf' | 'back' | 'composing' | 'composed'): Promise<void> {
    if (mood === 'composing' || mood === 'composed') {
      this.composing = mood === 'composing';
      if (!this.composing) this.text.composed();
    } else {
      this.away = mood === 'away';
      this.deaf = mood === 'deaf';
    }
  }

  /** The page dies: what was under way never answers it. */
  reload(): void {
    this.#open = [];
    this.#timers = [];
    this.openPage();
  }

  async quiet(): Promise<void> {
    this.away = false;
    this.deaf = false;
    this.composing = false;
    this.text.composed();
    for (let round = 0; round < 50; round += 1) {
      this.text.rang(this.held);
      await this.tick();
      while (this.#open.length > 0) await this.settleOne(0);
    }
  }
}

type Step =
  | { do: 'type' | 'others'; line: number }
  | { do: 'settle' | 'take-back'; which: number }
  | { do: 'tick' | 'reload' | 'away' | 'deaf' | 'back' | 'composing' | 'composed' | 'stale-row' };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('type' as const, 'others' as const), line: fc.nat(5) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('settle' as const), which: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take-back' as const), which: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.constant({ do: 'tick' as const }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>({ do: 'reload' }, { do: 'away' }, { do: 'back' }, { do: 'stale-row' }),
  },
);

describe('BlockText', () => {
  it('loses no typed word and ends with the engine’s text, however typing, answers, others, failures and reloads fall', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const scene = new Scene();
        const typed: string[] = [];
        const rows: string[] = [scene.held];
        for (const [index, action] of steps.entries()) {
          rows.push(scene.held);
          if (action.do === 'type') {
            typed.push(`mine${index}x`);
            scene.type(`mine${index}x`, action.line);
          } else if (action.do === 'others') scene.others(`theirs${index}x`, action.line);
          else if (action.do === 'settle') await scene.settleOne(action.which);
          else if (action.do === 'tick') await scene.tick();
          else if (action.do === 'reload') scene.reload();
          else if (action.do === 'stale-row') scene.text.rang(rows[Math.floor(rows.length / 2)] ?? '');
          else if (action.do === 'take-back') scene.takeBack(typed, action.which);
          else await scene.mood(action.do);
        }
        await scene.quiet();
        expect(scene.screen).toBe(scene.held);
        expect(scene.state).toBe('saved');
        expect(scene.drafts.read('b')).toBeNull();
        expect(await scene.text.saved()).toBe(true);
        const kept = [scene.held, ...scene.records].join('\n');
        for (const word of typed) expect(kept).toContain(word);
      }),
      { numRuns: 10000 },
    );
  });

  it('never conflicts with itself: alone on a block, edits carried out without an answer leave no record', async () => {
    const alone = step.filter((action) => action.do !== 'others' && action.do !== 'stale-row');
    await fc.assert(
      fc.asyncProperty(fc.array(alone, { maxLength: 40 }), async (steps) => {
        const scene = new Scene();
        const typed: string[] = [];
        for (const [index, action] of steps.entries()) {
          if (action.do === 'type') {
            typed.push(`mine${index}x`);
            scene.type(`mine${index}x`, action.line);
          } else if (action.do === 'take-back') scene.takeBack(typed, action.which);
          else if (action.do === 'settle') await scene.settleOne(action.which);
          else if (action.do === 'tick') await scene.tick();
          else if (action.do === 'reload') scene.reload();
          else if (action.do !== 'others' && action.do !== 'stale-row') await scene.mood(action.do);
        }
        const shown = scene.screen;
        await scene.quiet();
        expect(scene.records).toEqual([]);
        // Nobody else writes: what stands in the editor is the text, neither less nor what was taken back before.
        expect(scene.screen).toBe(shown);
        expect(scene.screen).toBe(scene.held);
        expect(scene.drafts.read('b')).toBeNull();
      }),
      { numRuns: 10000 },
    );
  });

  it('says saved only after the engine has answered, and kept while it is away', async () => {
    const scene = new Scene();
    scene.type('more', 0);
    expect(scene.state).toBe('saving');
    await scene.tick();
    expect(scene.state).toBe('saving');
    await scene.settleOne(0);
    expect(scene.state).toBe('saved');
    expect(scene.drafts.read('b')).toBeNull();
    scene.away = true;
    scene.type('again', 0);
    await scene.tick();
    await scene.settleOne(0);
    expect(scene.state).toBe('kept');
    expect(scene.drafts.read('b')?.content).toContain('again');
  });

  it('says its state as it opens: an editor before it may have said another', async () => {
    const scene = new Scene();
    const states: SaveState[] = [];
    const open = () =>
      new BlockText({
        blockId: 'b',
        content: scene.held,
        drafts: scene.drafts,
        send: () => Promise.reject(new Error('away')),
        read: () => Promise.reject(new Error('away')),
        show: () => undefined,
        onState: (state) => states.push(state),
        isComposing: () => false,
        isLasting: () => false,
        after: () => () => undefined,
      });
    open();
    expect(states).toEqual(['saved']);
    scene.type('unsent', 0);
    open();
    expect(states).toEqual(['saved', 'saving']);
  });

  it('opened again with a draft that the engine took, shows what others have written since', async () => {
    const scene = new Scene();
    scene.deaf = true;
    scene.type('mine', 0);
    await scene.tick();
    await scene.settleOne(0);
    scene.deaf = false;
    scene.held = `${scene.held}\ntheirs`;
    // Its row holds their words already, and does not change again.
    scene.reload();
    while (await scene.settleOne(0));
    expect(scene.screen).toBe('one mine\ntwo\nthree\ntheirs');
    expect(scene.state).toBe('saved');
  });

  it('keeps a text that is refused for good, says so, and does not ask again by itself', async () => {
    const scene = new Scene();
    scene.refuses = true;
    scene.type('nul', 0);
    await scene.tick();
    await scene.settleOne(0);
    expect(scene.state).toBe('refused');
    expect(scene.drafts.read('b')?.content).toContain('nul');
    await scene.tick();
    expect(scene.state).toBe('refused');
    scene.refuses = false;
    scene.type('better', 0);
    await scene.quiet();
    expect(scene.held).toContain('nul better');
  });

  it('typed and taken back at once is saved, asks the engine nothing and leaves nothing to be sent later', async () => {
    const scene = new Scene();
    const words = ['slip'];
    scene.type('slip', 0);
    scene.takeBack(words, 0);
    expect(scene.state).toBe('saved');
    expect(await scene.text.saved()).toBe(true);
    expect(scene.drafts.read('b')).toBeNull();
    scene.text.close();
    await scene.quiet();
    expect(scene.held).toBe('one\ntwo\nthree');
  });

  it('taken back after a send whose answer was lost is taken back in the engine too', async () => {
    const scene = new Scene();
    const words = ['slip'];
    scene.deaf = true;
    scene.type('slip', 0);
    await scene.tick();
    await scene.settleOne(0);
    expect(scene.held).toContain('slip');
    scene.takeBack(words, 0);
    expect(scene.state).not.toBe('saved');
    await scene.quiet();
    expect(scene.held).toBe('one\ntwo\nthree');
    expect(scene.drafts.read('b')).toBeNull();
  });

  it('answers each time it is asked whether it is saved, also while nothing changes', async () => {
    const scene = new Scene();
    scene.away = true;
    scene.type('kept', 0);
    for (const _ of [1, 2]) {
      const saved = scene.text.saved();
      await scene.tick();
      await scene.settleOne(0);
      expect(await saved).toBe(false);
    }
    expect(scene.state).toBe('kept');
  });

  it('forgets what it put down before the storage was full', async () => {
    const scene = new Scene();
    scene.type('early', 0);
    scene.full = true;
    scene.type('late', 1);
    await scene.tick();
    await scene.settleOne(0);
    expect(scene.state).toBe('saved');
    expect(scene.drafts.read('b')).toBeNull();
  });

  it('leaves the draft of a newer editor alone when the answer of an older one comes late', async () => {
    const scene = new Scene();
    scene.type('older', 0);
    await scene.tick();
    scene.text.close();
    scene.openPage();
    scene.type('newer', 1);
    await scene.settleOne(0);
    expect(scene.drafts.read('b')?.content).toContain('newer');
    await scene.quiet();
    for (const word of ['older', 'newer']) expect(scene.held).toContain(word);
  });

  it('loses nothing of a split: not what is typed meanwhile, not when it is refused, not when the page dies', async () => {
    for (const end of ['taken', 'refused', 'dies'] as const) {
      const scene = new Scene();
      scene.type('mine', 0);
      await scene.tick();
      await scene.settleOne(0);
      expect(await scene.text.saved()).toBe(true);
      const answer = Promise.withResolvers<string>();
      const done = scene.text.split(scene.screen, scene.screen.indexOf('three'), () => answer.promise);
      expect(scene.screen).toBe('one mine\ntwo');
      scene.type('meanwhile', 1);
      if (end === 'dies') {
        scene.reload();
        expect(scene.screen).toBe('one mine\ntwo meanwhile\nthree');
      } else if (end === 'refused') {
        answer.reject(new Error('away'));
        expect(await done).toBe(false);
        expect(scene.screen).toBe('one mine\ntwo meanwhile\nthree');
      } else {
        scene.held = 'one mine\ntwo';
        answer.resolve(scene.held);
        expect(await done).toBe(true);
      }
      await scene.quiet();
      expect(scene.held).toBe(end === 'taken' ? 'one mine\ntwo meanwhile' : 'one mine\ntwo meanwhile\nthree');
      expect(scene.screen).toBe(scene.held);
      expect(scene.records).toEqual([]);
    }
  });

  it.each([
    ['refused', 'at the cut', 'one\nt'],
    ['dies', 'at the cut', 'one\nt'],
    ['refused', 'further up', 'one'],
    ['dies', 'further up', 'one'],
  ])('a split in the middle of a line that is %s keeps what was typed %s meanwhile', async (end, _, before) => {
    const scene = new Scene();
    const answer = Promise.withResolvers<string>();
    const done = scene.text.split(scene.screen, 'one\nt'.length, () => answer.promise);
    expect(scene.screen).toBe('one\nt');
    scene.screen = scene.screen.replace(before, `${before} words `);
    scene.text.typed(scene.screen);
    const whole = 'one\ntwo\nthree'.replace(before, `${before} words `);
    expect(scene.drafts.read('b')?.content).toBe(whole);
    if (end === 'dies') scene.reload();
    else {
      answer.reject(new Error('away'));
      expect(await done).toBe(false);
    }
    expect(scene.screen).toBe(whole);
    await scene.quiet();
    expect(scene.held).toBe(whole);
    expect(scene.records).toEqual([]);
  });

  it('splits a text with carriage returns where the editor, which has line feeds, says', async () => {
    for (const end of ['taken', 'refused'] as const) {
      const scene = new Scene('one\r\ntwo\r\nthree');
      const shown = 'one\ntwo\nthree';
      const answer = Promise.withResolvers<string>();
      const done = scene.text.split(shown, shown.indexOf('ree'), () => answer.promise);
      expect(scene.screen).toBe('one\ntwo\nth');
      if (end === 'taken') {
        scene.held = 'one\r\ntwo\r\nth';
        answer.resolve(scene.held);
      } else answer.reject(new Error('away'));
      expect(await done).toBe(end === 'taken');
      await scene.quiet();
      // Nobody typed: the engine's text is as it was, and so are its line ends.
      expect(scene.held).toBe(end === 'taken' ? 'one\r\ntwo\r\nth' : 'one\r\ntwo\r\nthree');
      expect(scene.screen).toBe(scene.held);
    }
  });

  it('is not fooled by a row that is older than the edit under way', async () => {
    const scene = new Scene();
    const before = scene.held;
    scene.type('new', 0);
    await scene.tick();
    scene.text.rang(before);
    await scene.settleOne(0);
    scene.text.rang(before);
    await scene.quiet();
    expect(scene.screen).toContain('new');
  });
});
