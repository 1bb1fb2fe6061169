import { describe, expect, it } from 'vitest';
import { claimDraft } from './claim-draft.ts';
import { browserDrafts } from './draft-store.ts';

const MINE = { owner: 'user_ada org_one', episodeId: 'e', blockId: 'b', page: 'mine' };
const DRAFT = { base: 'One', content: 'One two', sent: null };

/** A browser's storage, and pages of which some are gone. */
function scene(left: { page: string; blockId?: string; content?: string }[], living: string[]) {
  const items = new Map<string, string>();
  const storage: Storage = {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
  for (const { page, blockId = 'b', content = DRAFT.content } of left)
    browserDrafts(storage, { ...MINE, page }).write(blockId, { ...DRAFT, content });
  const ifGone = async (page: string, run: () => Promise<void>) => (living.includes(page) ? null : await run());
  return {
    claim: () => claimDraft(storage, MINE, ifGone),
    draftIn: (page: string) => browserDrafts(storage, { ...MINE, page }).read('b')?.content ?? null,
    keys: () => [...items.keys()],
  };
}

describe('what another page was typing into a text that is opened here', () => {
  it('is taken over from a page that is gone, and stands nowhere else then', async () => {
    const { claim, draftIn, keys } = scene([{ page: 'gone' }], []);
    await claim();
    expect(draftIn('mine')).toBe('One two');
    expect(keys().filter((key) => key.includes('gone'))).toEqual([]);
  });

  it('stays with a page that lives', async () => {
    const { claim, draftIn } = scene([{ page: 'other' }], ['other']);
    await claim();
    expect(draftIn('mine')).toBeNull();
    expect(draftIn('other')).toBe('One two');
  });

  it('is waited for by nobody when there is none, when it is of another text, or when this page has its own', () => {
    expect(scene([], []).claim()).toBeNull();
    expect(scene([{ page: 'gone', blockId: 'c' }], []).claim()).toBeNull();
    expect(scene([{ page: 'gone' }, { page: 'mine', content: 'One three' }], []).claim()).toBeNull();
  });

  it('of several pages that are gone, one is taken and the other left', async () => {
    const { claim, draftIn } = scene([{ page: 'first' }, { page: 'second', content: 'One three' }], []);
    await claim();
    expect([draftIn('mine'), draftIn('first'), draftIn('second')]).toEqual(['One two', null, 'One three']);
  });
});
