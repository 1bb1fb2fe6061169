import { diffArrays } from 'diff';

/** One place where a text was changed: the base tokens [start, end) became `replacement`. An insertion has start = end. */
export interface Edit {
  start: number;
  end: number;
  replacement: string[];
}

/**
 * Edits longer than this are not worth aligning: Myers' algorithm costs the square of it, and 1,000 take some 0.2 s on the
 * slowest machine we support. Counted, not timed, so that every machine gets the same answer.
 */
const MAX_EDIT_LENGTH = 1_000;

/**
 * The edits that turn `base` into `changed`, in order, none touching another (Myers 1986, by jsdiff, on what is left after
 * the common beginning and end). Texts too different to align give one edit that replaces the whole middle.
 */
export function findEdits(base: readonly string[], changed: readonly string[]): Edit[] {
  const head = commonHead(base, changed);
  const tail = commonTail(base, changed, head);
  const baseMiddle = base.slice(head, base.length - tail);
  const changedMiddle = changed.slice(head, changed.length - tail);
  if (baseMiddle.length === 0 && changedMiddle.length === 0) return [];
  const parts = diffArrays(baseMiddle, changedMiddle, { maxEditLength: MAX_EDIT_LENGTH });
  if (parts === undefined) return [{ start: head, end: base.length - tail, replacement: changedMiddle }];
  const edits: Edit[] = [];
  let position = head;
  let open: Edit | undefined;
  for (const part of parts) {
    if (!part.added && !part.removed) {
      position += part.value.length;
      open = undefined;
      continue;
    }
    if (open === undefined) {
      open = { start: position, end: position, replacement: [] };
      edits.push(open);
    }
    if (part.removed) {
      position += part.value.length;
      open.end = position;
    } else {
      open.replacement = open.replacement.concat(part.value);
    }
  }
  return joinTouching(edits.map((edit) => slideDown(base, edit)));
}

/**
 * An inserted or deleted run between equal lines (blank ones, mostly) can be put in several places with the same result.
 * Both sides must choose the same, or one insertion made twice would look like two: the last possible place is taken.
 */
function slideDown(base: readonly string[], edit: Edit): Edit {
  let { start, end } = edit;
  const replacement = [...edit.replacement];
  if (start === end) {
    while (end < base.length && replacement[0] === base[end]) {
      replacement.push(replacement.shift() ?? '');
      start += 1;
      end += 1;
    }
  } else if (replacement.length === 0) {
    while (end < base.length && base[start] === base[end]) {
      start += 1;
      end += 1;
    }
  }
  return { start, end, replacement };
}

/** Sliding may have moved an edit against the next one, or past it: then they are one. */
function joinTouching(edits: Edit[]): Edit[] {
  const joined: Edit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last !== undefined && edit.start <= last.end) {
      last.end = Math.max(last.end, edit.end);
      last.replacement = last.replacement.concat(edit.replacement);
    } else {
      joined.push(edit);
    }
  }
  return joined;
}

function commonHead(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length += 1;
  return length;
}

function commonTail(a: readonly string[], b: readonly string[], head: number): number {
  const most = Math.min(a.length, b.length) - head;
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1;
  return length;
}
