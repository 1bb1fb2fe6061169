import { syntaxTree } from '@codemirror/language';
import type { ChangeSpec, EditorState, StateCommand } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

/** Items of the selection become parts of the item before each. Outside of a list it does nothing: Tab then leaves the text. */
export const indentItems: StateCommand = (view) =>
  moveItems(view, (state, item) => {
    const before = item.prevSibling;
    if (before?.name !== 'ListItem') return 0;
    return contentColumn(state, before) - column(state, item.from);
  });

/** Items of the selection go up to the list around theirs. */
export const outdentItems: StateCommand = (view) =>
  moveItems(view, (state, item) => {
    const outer = item.parent?.parent;
    return outer?.name === 'ListItem' ? column(state, outer.from) - column(state, item.from) : 0;
  });

function moveItems(
  { state, dispatch }: Parameters<StateCommand>[0],
  by: (state: EditorState, item: SyntaxNode) => number,
): boolean {
  const items = selectedItems(state);
  if (items.length === 0) return false;
  const changes = items.flatMap((item): ChangeSpec[] => {
    const blanks = by(state, item);
    if (blanks === 0) return [];
    const specs: ChangeSpec[] = [];
    const last = state.doc.lineAt(item.to).number;
    for (let number = state.doc.lineAt(item.from).number; number <= last; number += 1) {
      const line = state.doc.line(number);
      if (line.text.trim() === '') continue;
      const at = line.from + (/^(?:\s*>)*/.exec(line.text)?.[0].length ?? 0);
      const there = /^ */.exec(line.text.slice(at - line.from))?.[0].length ?? 0;
      if (blanks > 0) specs.push({ from: at, insert: ' '.repeat(blanks) });
      else specs.push({ from: at, to: at + Math.min(there, -blanks) });
    }
    return specs;
  });
  if (changes.length > 0) dispatch(state.update({ changes, userEvent: 'input.indent', scrollIntoView: true }));
  return true;
}

/** The outermost items that begin in the lines of the selection, or the one that the cursor is in. */
function selectedItems(state: EditorState): SyntaxNode[] {
  const items = new Map<number, SyntaxNode>();
  for (const { from, to } of state.selection.ranges) {
    let end = -1;
    for (let line = state.doc.lineAt(from); ; line = state.doc.line(line.number + 1)) {
      const item = itemAt(state, line.to);
      if (item !== null && item.from > end) {
        items.set(item.from, item);
        end = item.to;
      }
      if (line.to >= to) break;
    }
  }
  return [...items.values()];
}

function itemAt(state: EditorState, at: number): SyntaxNode | null {
  let node: SyntaxNode | null = syntaxTree(state).resolveInner(at, -1);
  while (node !== null && node.name !== 'ListItem') node = node.parent;
  return node;
}

function column(state: EditorState, at: number): number {
  return at - state.doc.lineAt(at).from;
}

function contentColumn(state: EditorState, item: SyntaxNode): number {
  const sign = item.getChild('ListMark');
  const blanks = sign === null ? 0 : (/^ */.exec(state.sliceDoc(sign.to, sign.to + 4))?.[0].length ?? 0);
  return column(state, sign?.to ?? item.from) + Math.max(1, blanks);
}
