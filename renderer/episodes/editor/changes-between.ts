import type { ChangeSpec } from '@codemirror/state';
import { findEdits } from '../../../shared/sync/merge/text-edits.ts';

/**
 * The changes that turn one text into another, as few and small as words allow, so that the cursor, the selection and the
 * scroll position stay where they are in all that did not change.
 */
export function changesBetween(before: string, after: string): ChangeSpec[] {
  const tokens = before.match(/\s+|[^\s]+/g) ?? [];
  const starts: number[] = [0];
  for (const token of tokens) starts.push((starts.at(-1) ?? 0) + token.length);
  const at = (index: number) => starts[index] ?? before.length;
  return findEdits(tokens, after.match(/\s+|[^\s]+/g) ?? []).map(({ start, end, replacement }) => ({
    from: at(start),
    to: at(end),
    insert: replacement.join(''),
  }));
}
