import { findEdits } from '../../../shared/sync/merge/text-edits.ts';

interface Change {
  from: number;
  to: number;
  insert: string;
}

/**
 * The changes that turn one text into another, as few and small as words and then letters allow: the cursor, the selection and
 * the scroll position stay where they are in all that did not change, and so does what can be undone.
 */
export function changesBetween(before: string, after: string): Change[] {
  const tokens = before.match(/\s+|[^\s]+/g) ?? [];
  const starts: number[] = [0];
  for (const token of tokens) starts.push((starts.at(-1) ?? 0) + token.length);
  const at = (index: number) => starts[index] ?? before.length;
  return findEdits(tokens, after.match(/\s+|[^\s]+/g) ?? []).map(({ start, end, replacement }) =>
    tightened(before, { from: at(start), to: at(end), insert: replacement.join('') }),
  );
}

/** Without the letters at both ends that stay. */
function tightened(before: string, { from, to, insert }: Change): Change {
  const most = Math.min(to - from, insert.length);
  let head = 0;
  while (head < most && before[from + head] === insert[head]) head += 1;
  if (isHalf(before, from + head) || isHalf(insert, head)) head -= 1;
  let tail = 0;
  while (tail < most - head && before[to - 1 - tail] === insert[insert.length - 1 - tail]) tail += 1;
  if (isHalf(before, to - tail) || isHalf(insert, insert.length - tail)) tail -= 1;
  return { from: from + head, to: to - tail, insert: insert.slice(head, insert.length - tail) };
}

/** Whether a place is in the middle of a character of two code units. */
function isHalf(text: string, at: number): boolean {
  return at > 0 && at < text.length && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
}
