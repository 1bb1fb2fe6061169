import { type KeptEdit, keepEdit, readKeptEdit } from '../desk-memory/kept-edit.ts';

const keyOf = (episodeId: string) => `episode-title.${episodeId}`;

export function keepTitleDraft(episodeId: string, draft: KeptEdit | null): void {
  keepEdit(keyOf(episodeId), draft);
}

/** What was being typed when the page or the window went away. */
export function readTitleDraft(episodeId: string): KeptEdit | null {
  return readKeptEdit(keyOf(episodeId));
}
