import { type DraftPlace, draftKey, draftsOf } from './draft-keys.ts';
import { browserDrafts } from './draft-store.ts';

/** Runs it if that page is gone and nobody else takes up what it left (`ifGone`). */
type IfGone = (page: string, run: () => Promise<void>) => Promise<unknown>;

/**
 * What a page that is gone left of this text becomes this page's, so that an editor opens with it. Null when there is nothing of
 * the kind, which is nearly always: nobody waits then. What pages that live are typing stays theirs; of several that are gone one
 * is taken, the others are sent without an editor.
 */
export function claimDraft(storage: Storage, place: DraftPlace, ifGone: IfGone): Promise<void> | null {
  const hasOwn = () => storage.getItem(draftKey(place)) !== null;
  const isSameText = (other: DraftPlace) => other.blockId === place.blockId && other.episodeId === place.episodeId;
  const others = draftsOf(storage, place.owner).filter((other) => isSameText(other) && other.page !== place.page);
  if (others.length === 0 || hasOwn()) return null;
  const claim = async (other: DraftPlace) => {
    const left = browserDrafts(storage, other);
    const draft = left.read(place.blockId);
    if (draft === null || hasOwn()) return;
    // It stands there twice if the page dies in between, and is sent twice, which changes nothing the second time.
    if (!browserDrafts(storage, place).write(place.blockId, draft)) return;
    left.settle(place.blockId, draft.content);
    left.close(place.blockId);
  };
  return (async () => {
    for (const other of others) await ifGone(other.page, () => claim(other));
  })();
}
