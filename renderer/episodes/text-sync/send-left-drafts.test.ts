import { describe, expect, it } from 'vitest';
import type { Draft, DraftStore } from './draft-store.ts';
import type { TextParts } from './engine-text.ts';
import { sendLeftDrafts } from './send-left-drafts.ts';

const PLACE = { owner: 'user_ada org_one', episodeId: 'e', blockId: 'b', page: 'p' };

/** An engine with one block, and what is left of it in the page. */
function scene(draft: Draft, send: (base: string, content: string) => Promise<string>, held = 'One') {
  const kept = new Map([[PLACE.blockId, draft]]);
  const drafts: DraftStore = {
    read: (id) => kept.get(id) ?? null,
    write(id, next) {
      kept.set(id, next);
      return true;
    },
    settle: (id, content) => {
      if (kept.get(id)?.content === content) kept.delete(id);
    },
    close: () => undefined,
  };
  const sent: [base: string, content: string][] = [];
  const parts: TextParts = {
    blockId: PLACE.blockId,
    send(base, content) {
      sent.push([base, content]);
      return send(base, content);
    },
    read: async () => held,
    drafts,
    isLasting: (error) => error instanceof TypeError,
    after: () => () => undefined,
  };
  return {
    kept,
    sent,
    look: (isOpen = false) =>
      sendLeftDrafts({
        left: [PLACE],
        whileFree: async (_, run) => {
          if (!isOpen) await run();
        },
        partsOf: () => parts,
      }),
  };
}

const DRAFT: Draft = { base: 'One', content: 'One two', sent: null };

describe('what was typed into a text that has no editor any more', () => {
  it('is sent on what it was typed on, and forgotten once it is taken', async () => {
    const { kept, sent, look } = scene(DRAFT, async (_, content) => content);
    expect(await look()).toEqual([]);
    expect(sent).toEqual([['One', 'One two']]);
    expect(kept.size).toBe(0);
  });

  it('and may have been taken, its answer lost, goes on top of that', async () => {
    const { kept, sent, look } = scene(
      { ...DRAFT, content: 'One two three', sent: 'One two' },
      async (_, content) => content,
      'One two',
    );
    expect(await look()).toEqual([]);
    expect(sent).toEqual([['One two', 'One two three']]);
    expect(kept.size).toBe(0);
  });

  it('and stands there as it was begun on, its one send without an answer, is looked after too', async () => {
    const { kept, sent, look } = scene(
      { ...DRAFT, content: 'One', sent: 'One two' },
      async (_, content) => content,
      'One two',
    );
    expect(await look()).toEqual([]);
    expect(sent).toEqual([['One two', 'One']]);
    expect(kept.size).toBe(0);
  });

  it('stays while the engine does not answer, and while its text has an editor', async () => {
    const { kept, sent, look } = scene(DRAFT, () => Promise.reject(new Error('away')));
    expect(await look(true)).toEqual([]);
    expect(sent).toEqual([]);
    expect(await look()).toEqual([]);
    expect(kept.get('b')?.content).toBe('One two');
  });

  it('and is refused for good is shown, was asked once, and stays until it is given up', async () => {
    const { kept, sent, look } = scene(DRAFT, () => Promise.reject(new TypeError('gone')));
    const [refused] = await look();
    expect(sent.length).toBe(1);
    expect(refused?.content).toBe('One two');
    expect(kept.size).toBe(1);
    refused?.forget();
    expect(kept.size).toBe(0);
  });
});
