import { syntaxTree } from '@codemirror/language';
import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type SelectionRange,
  type StateCommand,
} from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

interface Emphasis {
  node: string;
  sign: string;
}

/** Puts the sign around the words of the selection (or the word at the cursor), or takes it away again. */
export function toggleEmphasis(emphasis: Emphasis): StateCommand {
  return ({ state, dispatch }) => {
    const changed = state.changeByRange((range) => {
      const inside = around(state, range, emphasis.node);
      return inside === null ? putOn(state, range, emphasis.sign) : takeOff(state, range, inside);
    });
    dispatch(state.update(changed, { userEvent: 'input.format', scrollIntoView: true }));
    return true;
  };
}

interface RangeChange {
  range: SelectionRange;
  changes?: ChangeSpec;
}

function putOn(state: EditorState, range: SelectionRange, sign: string): RangeChange {
  const words = range.empty ? (state.wordAt(range.head) ?? range) : trimmed(state, range);
  const { length } = sign;
  const changes = [
    { from: words.from, insert: sign },
    { from: words.to, insert: sign },
  ];
  const next = range.empty
    ? EditorSelection.cursor(range.head + length)
    : EditorSelection.range(words.from + length, words.to + length);
  return { range: next, changes };
}

function takeOff(state: EditorState, range: SelectionRange, node: SyntaxNode): RangeChange {
  const marks = [node.firstChild, node.lastChild].flatMap((mark) =>
    mark?.name.endsWith('Mark') ? [{ from: mark.from, to: mark.to }] : [],
  );
  const changes = state.changes(marks);
  return { range: range.map(changes), changes };
}

function around(state: EditorState, range: SelectionRange, name: string): SyntaxNode | null {
  const tree = syntaxTree(state);
  for (const [at, side] of [
    [range.from, 1],
    [range.to, -1],
  ] as const) {
    let node: SyntaxNode | null = tree.resolveInner(at, side);
    while (node !== null && node.name !== name) node = node.parent;
    if (node !== null && node.from <= range.from && node.to >= range.to) return node;
  }
  return null;
}

/** Emphasis holds only where its signs touch words. */
function trimmed(state: EditorState, { from, to }: SelectionRange): { from: number; to: number } {
  const text = state.sliceDoc(from, to);
  const before = text.length - text.trimStart().length;
  return before === text.length
    ? { from, to }
    : { from: from + before, to: to - (text.length - text.trimEnd().length) };
}
