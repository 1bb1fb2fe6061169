import { keepText, readKeptText } from './kept-text.ts';

/** What is being typed in place of something that exists. */
export interface KeptEdit {
  /** What stood there when the typing began; whatever else stands there later was changed by somebody else. */
  before: string;
  text: string;
}

/** What was being typed under `key` when the form, the page or the window went away; null when nothing was. */
export function readKeptEdit(key: string): KeptEdit | null {
  try {
    const edit: unknown = JSON.parse(readKeptText(key) ?? 'null');
    return isKeptEdit(edit) ? edit : null;
  } catch {
    return null;
  }
}

/** Keeps it until it is sent or given up (null), as `keepText` does. */
export function keepEdit(key: string, edit: KeptEdit | null): void {
  keepText(key, edit === null ? null : JSON.stringify({ before: edit.before, text: edit.text }));
}

/**
 * What was sent out of a form that is gone by now was taken: of what is kept, only what was typed on is left.
 *
 * @param sent what stood in the field
 * @param stored what the store has now in this place; undefined when there was nothing to send
 */
export function settleKeptEdit(key: string, sent: string, stored: string | undefined): void {
  const kept = readKeptEdit(key);
  if (kept === null) return;
  keepEdit(key, kept.text === sent ? null : { before: stored ?? kept.before, text: kept.text });
}

function isKeptEdit(value: unknown): value is KeptEdit {
  if (typeof value !== 'object' || value === null) return false;
  return 'before' in value && typeof value.before === 'string' && 'text' in value && typeof value.text === 'string';
}
