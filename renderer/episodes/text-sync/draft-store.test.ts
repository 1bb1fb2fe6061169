import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftsOf, forgetDraftsOf, leftGroundsOf } from './draft-keys.ts';
import { browserDrafts, type Draft } from './draft-store.ts';
import { applyDelta, deltaOf } from './text-delta.ts';

/** A browser's storage that counts what is written, and dies at the write that it is told. */
class CountingStorage implements Storage {
  readonly #items: Map<string, string>;
  written = 0;
  writesLeft = Number.POSITIVE_INFINITY;

  constructor(items = new Map<string, string>()) {
    this.#items = items;
  }

  get length(): number {
    return this.#items.size;
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#spend();
    this.written += value.length;
    this.#items.set(key, value);
  }
  removeItem(key: string): void {
    this.#spend();
    this.#items.delete(key);
  }
  clear(): void {
    this.#items.clear();
  }
  copy(): CountingStorage {
    return new CountingStorage(new Map(this.#items));
  }
  #spend(): void {
    if (this.writesLeft === 0) throw new Error('The page is dead.');
    this.writesLeft -= 1;
  }
}

const drafts = fc.array(
  fc.record({ base: fc.string(), content: fc.string(), sent: fc.option(fc.string(), { nil: null }) }),
  { minLength: 2, maxLength: 8 },
);
const names = () => {
  let last = 0;
  return () => {
    last += 1;
    return String(last);
  };
};
const WHERE = { owner: 'user_ada org_one', episodeId: 'e', page: 'p' };
const openStore = (storage: Storage) => browserDrafts(storage, WHERE);

describe('drafts in the storage of the browser', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(drafts, (all) => {
        const storage = new CountingStorage();
        const store = browserDrafts(storage, WHERE, names());
        for (const draft of all) {
          store.write('b', draft);
          expect(openStore(storage).read('b')).toEqual(draft);
        }
      }),
    );
  });

  it('are whole at whatever write the page dies', () => {
    const long = 'The text of an episode. '.repeat(400);
    const states: Draft[] = [
      { base: long, content: `${long}A`, sent: null },
      { base: long, content: `Z${long}AB`, sent: `${long}A` },
      { base: `Z${long}AB`, content: `Y${long.replaceAll('episode', 'chapter')}`, sent: null },
      { base: long, content: long.replaceAll('text', 'word'), sent: null },
    ];
    for (let dies = 0; dies < 20; dies += 1) {
      const storage = new CountingStorage();
      const store = browserDrafts(storage, WHERE, names());
      let before: Draft | null = null;
      for (const draft of states) {
        const dying = storage.copy();
        const other = browserDrafts(dying, WHERE, names());
        if (before !== null) other.write('b', before);
        dying.writesLeft = dies;
        other.write('b', draft);
        expect([before, draft]).toContainEqual(openStore(dying).read('b'));
        store.write('b', draft);
        before = draft;
      }
    }
  });

  it('cost a keystroke in a long text a few hundred characters, not the text', () => {
    const storage = new CountingStorage();
    const store = openStore(storage);
    const head = 'x'.repeat(50_000);
    const tail = 'y'.repeat(50_000);
    const text = (typed: string) => `${head}${typed}${tail}`;
    store.write('b', { base: text(''), content: text('a'), sent: null });
    const first = storage.written;
    const typed = 'words and words and words '.repeat(20);
    for (let length = 2; length < typed.length; length += 1) {
      const content = text(typed.slice(0, length));
      store.write('b', { base: text(typed.slice(0, length - 5)), content, sent: null });
      // Every few words the engine has it.
      if (length % 9 === 0) store.settle('b', content);
    }
    expect((storage.written - first) / typed.length).toBeLessThan(1_500);
  });

  it('leave nothing behind when all is acknowledged and the editor gone, in either order', () => {
    const draft = { base: 'One', content: 'One two', sent: null };
    for (const order of ['settled first', 'closed first']) {
      const storage = new CountingStorage();
      const store = openStore(storage);
      store.write('b', draft);
      if (order === 'closed first') store.close('b');
      expect(openStore(storage).read('b')).toEqual(draft);
      store.settle('b', 'Something else');
      expect(openStore(storage).read('b')).toEqual(draft);
      store.settle('b', draft.content);
      if (order === 'settled first') store.close('b');
      expect(storage.length).toBe(0);
    }
  });

  it('leave their whole text behind when the page ends with its editor open, which goes once the page is gone, unless a draft needs it', () => {
    const storage = new CountingStorage();
    const [settled, waiting] = [
      { ...WHERE, page: 'settled' },
      { ...WHERE, page: 'waiting' },
    ];
    const draft = { base: 'One', content: 'One two', sent: null };
    browserDrafts(storage, settled).write('b', draft);
    browserDrafts(storage, settled).settle('b', draft.content);
    browserDrafts(storage, waiting).write('b', draft);
    const left = leftGroundsOf(storage, WHERE.owner);
    expect(left.map(({ page }) => page)).toEqual(['settled']);
    for (const { forget } of left) forget();
    expect(leftGroundsOf(storage, WHERE.owner)).toEqual([]);
    expect(browserDrafts(storage, waiting).read('b')).toEqual(draft);
    expect(storage.length).toBe(2);
  });

  it('are somebody’s: found and given up by name, and of nobody else', () => {
    const storage = new CountingStorage();
    const draft = { base: 'One', content: 'One two', sent: null };
    openStore(storage).write('b', draft);
    const ben = { ...WHERE, owner: 'user_ben org_one' };
    browserDrafts(storage, ben).write('b', { ...draft, content: 'One three' });
    expect(openStore(storage).read('b')).toEqual(draft);
    expect(draftsOf(storage, WHERE.owner)).toEqual([{ ...WHERE, blockId: 'b' }]);
    forgetDraftsOf(storage, WHERE.owner);
    expect(draftsOf(storage, WHERE.owner)).toEqual([]);
    expect(draftsOf(storage, ben.owner)).toEqual([{ ...ben, blockId: 'b' }]);
    forgetDraftsOf(storage, ben.owner);
    expect(storage.length).toBe(0);
  });
});

describe('deltaOf', () => {
  it('turns any text into any other', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (from, to) => applyDelta(from, deltaOf(from, to)) === to));
  });
});
