import { keepText, readKeptText } from '../desk-memory/kept-text.ts';

/** A title that is being typed. */
export interface TitleDraft {
  /** The title that it is to replace. */
  before: string;
  text: string;
}

const keyOf = (episodeId: string) => `episode-title.${episodeId}`;

export function keepTitleDraft(episodeId: string, draft: TitleDraft | null): void {
  keepText(keyOf(episodeId), draft === null ? null : JSON.stringify(draft));
}

/** What was being typed when the page or the window went away. */
export function readTitleDraft(episodeId: string): TitleDraft | null {
  try {
    const draft: unknown = JSON.parse(readKeptText(keyOf(episodeId)) ?? 'null');
    return isTitleDraft(draft) ? draft : null;
  } catch {
    return null;
  }
}

function isTitleDraft(value: unknown): value is TitleDraft {
  if (typeof value !== 'object' || value === null) return false;
  return 'before' in value && typeof value.before === 'string' && 'text' in value && typeof value.text === 'string';
}
