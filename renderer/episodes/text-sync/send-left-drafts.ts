import { BlockText, type SaveState } from './block-text.ts';
import type { DraftPlace } from './draft-keys.ts';
import type { TextParts } from './engine-text.ts';

/** A draft that the engine does not take: its text is not on this machine any more. */
export interface RefusedDraft {
  place: DraftPlace;
  content: string;
  /** Gives it up. */
  forget(): void;
}

export interface LeftDraftsOptions {
  left: readonly DraftPlace[];
  /** A text in an editor sends its draft itself. */
  isOpen: (blockId: string) => boolean;
  partsOf: (place: DraftPlace) => TextParts;
}

/**
 * Sends what was typed while the engine did not answer into texts that have no editor any more: whoever leaves an episode then
 * has been told that it is saved as soon as the engine is back. One after the other; what cannot be sent now stays. Answers what
 * the engine refuses for good.
 */
export async function sendLeftDrafts({ left, isOpen, partsOf }: LeftDraftsOptions): Promise<RefusedDraft[]> {
  const refused: RefusedDraft[] = [];
  for (const place of left) {
    const { blockId } = place;
    if (isOpen(blockId)) continue;
    const parts = partsOf(place);
    const draft = parts.drafts.read(blockId);
    if (draft === null) continue;
    const states: SaveState[] = [];
    const text = new BlockText({
      ...parts,
      content: draft.base,
      show: () => undefined,
      onState: (state) => states.push(state),
      isComposing: () => false,
    });
    const isSaved = await text.saved();
    text.close();
    const forget = () => parts.drafts.settle(blockId, draft.content);
    if (isSaved) forget();
    else if (states.at(-1) === 'refused') refused.push({ place, content: draft.content, forget });
  }
  return refused;
}
