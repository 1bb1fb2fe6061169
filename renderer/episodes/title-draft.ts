import { type KeptEdit, keepEdit, readKeptEdit } from '../desk-memory/kept-edit.ts';
import { keptKeys } from '../desk-memory/kept-text.ts';
import { ifGone, thisPage } from '../desk-memory/living-pages.ts';

const keyOf = (episodeId: string) => `episode-title.${episodeId}`;

/** Under which this page keeps what is being typed in the title: another tab of the desk is not to save it half typed. */
export function titleDraftKey(episodeId: string): string {
  return `${keyOf(episodeId)}.${thisPage()}`;
}

/**
 * What was being typed when the page that it was typed in went away, as this page's own from now on; null when there is nothing, or
 * the page still lives.
 */
export async function claimTitleDraft(episodeId: string): Promise<KeptEdit | null> {
  const own = titleDraftKey(episodeId);
  const take = async (key: string): Promise<KeptEdit | null> => {
    const draft = readKeptEdit(key);
    if (draft === null || readKeptEdit(own) !== null) return null;
    keepEdit(own, draft);
    keepEdit(key, null);
    return draft;
  };
  for (const key of keptKeys(keyOf(episodeId))) {
    if (key === own) continue;
    const page = key.slice(keyOf(episodeId).length + 1);
    // Before drafts belonged to a page, they were kept without one.
    const draft = page === '' ? await take(key) : await ifGone(page, () => take(key));
    if (draft !== null) return draft;
  }
  return null;
}
