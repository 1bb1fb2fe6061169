import { countWords } from '../../shared/domain/text-statistics.ts';
import { findEdits } from '../../shared/sync/merge/text-edits.ts';
import { changesToRead } from './changes-to-read.ts';

export interface DiffPart {
  kind: 'kept' | 'added' | 'removed';
  text: string;
}

/** A changed passage longer than this is shown as one removed and one added: words of it are compared by nobody's eye. */
const MAX_WORDS_COMPARED = 12_000;

/**
 * What turned `base` into `text`: by line first, so that a long text costs little, then by word inside the lines that changed.
 * The kept and added parts in order are `text`; the kept and removed ones are `base`.
 */
export function diffText(base: string, text: string): DiffPart[] {
  const lines = linesOf(base);
  const parts: DiffPart[] = [];
  let at = 0;
  for (const { start, end, replacement } of findEdits(lines, linesOf(text))) {
    add(parts, 'kept', lines.slice(at, start).join(''));
    addWords(parts, lines.slice(start, end).join(''), replacement.join(''));
    at = end;
  }
  add(parts, 'kept', lines.slice(at).join(''));
  return parts;
}

/** Words that came and went. */
export function changedWords(parts: readonly DiffPart[]): { added: number; removed: number } {
  const words = (kind: DiffPart['kind']) =>
    parts.filter((part) => part.kind === kind).reduce((sum, { text }) => sum + countWords(text), 0);
  return { added: words('added'), removed: words('removed') };
}

function addWords(parts: DiffPart[], before: string, after: string): void {
  if (before.length + after.length > MAX_WORDS_COMPARED) {
    add(parts, 'removed', before);
    add(parts, 'added', after);
    return;
  }
  for (const { value, change } of changesToRead(before, after)) add(parts, change, value);
}

function add(parts: DiffPart[], kind: DiffPart['kind'], text: string): void {
  if (text === '') return;
  const last = parts.at(-1);
  if (last?.kind === kind) last.text += text;
  else parts.push({ kind, text });
}

/** Lines with their ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
