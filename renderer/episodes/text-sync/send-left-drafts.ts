import { BlockText, type SaveState } from './block-text.ts';
import type { DraftPlace } from './draft-keys.ts';
import type { TextParts } from './engine-text.ts';

/** A draft that the engine does not take: its text is not on this machine any more, or cannot hold it. */
export interface RefusedDraft {
  place: DraftPlace;
  content: string;
  /** Gives it up. */
  forget(): void;
}

export interface LeftDraftsOptions {
  left: readonly DraftPlace[];
  /** Runs it unless somebody writes in that text, on this page or another: an editor sends its draft itself. */
  whileFree: (place: DraftPlace, run: () => Promise<void>) => Promise<unknown>;
  partsOf: (place: DraftPlace) => TextParts;
}

/**
 * Sends what was typed while the engine did not answer into texts that have no editor any more: whoever leaves an episode then
 * has been told that it is saved as soon as the engine is back. One after the other; what cannot be sent now stays. Answers what
 * the engine refuses for good.
 */
export async function sendLeftDrafts({ left, whileFree, partsOf }: LeftDraftsOptions): Promise<RefusedDraft[]> {
  const refused: RefusedDraft[] = [];
  for (const place of left) {
    await whileFree(place, async () => {
      const one = await sendOne(place, partsOf(place));
      if (one !== null) refused.push(one);
    });
  }
  return refused;
}

async function sendOne(place: DraftPlace, parts: TextParts): Promise<RefusedDraft | null> {
  const { blockId } = place;
  const draft = parts.drafts.read(blockId);
  if (draft === null) return null;
  const states: SaveState[] = [];
  const text = new BlockText({
    ...parts,
    content: draft.base,
    show: () => undefined,
    onState: (state) => states.push(state),
    isComposing: () => false,
  });
  await text.saved();
  text.stop();
  if (states.at(-1) !== 'refused') return null;
  return { place, content: draft.content, forget: () => parts.drafts.settle(blockId, draft.content) };
}
