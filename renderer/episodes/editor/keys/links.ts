import { syntaxTree } from '@codemirror/language';
import { EditorSelection, type EditorState, type Extension, type StateCommand } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import { outsideAddress } from '../../../../shared/desk/outside-address.ts';

/** Makes the selection the words of a link, and asks for the address where it is to be typed. */
export const insertLink: StateCommand = ({ state, dispatch }) => {
  const changed = state.changeByRange((range) => {
    const text = state.sliceDoc(range.from, range.to);
    const isAddress = outsideAddress(text) !== null && !/\s/.test(text.trim());
    const insert = isAddress ? `[](${text.trim()})` : `[${text}]()`;
    const cursor = range.from + (isAddress || range.empty ? 1 : insert.length - 1);
    return { range: EditorSelection.cursor(cursor), changes: { from: range.from, to: range.to, insert } };
  });
  dispatch(state.update(changed, { userEvent: 'input.format', scrollIntoView: true }));
  return true;
};

export const openLink: StateCommand = ({ state }) => follow(linkAt(state, state.selection.main.head));

/** Mod+click opens a link; while Mod is held, links look as if they could be clicked. */
export function linkClicks(mac: boolean): Extension {
  const isMod = (event: MouseEvent | KeyboardEvent): boolean => (mac ? event.metaKey : event.ctrlKey);
  return EditorView.domEventHandlers({
    mousedown(event, view) {
      if (!isMod(event) || event.button !== 0) return false;
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      return at !== null && follow(linkAt(view.state, at));
    },
    mousemove(event, view) {
      view.contentDOM.classList.toggle('cm-mod-held', isMod(event));
    },
  });
}

/** The address of the link at a place, or null. */
export function linkAt(state: EditorState, at: number): string | null {
  for (const side of [1, -1] as const) {
    let node: SyntaxNode | null = syntaxTree(state).resolveInner(at, side);
    while (node !== null && !['Link', 'Autolink', 'Image', 'URL'].includes(node.name)) node = node.parent;
    const address = node === null || node.name === 'URL' ? node : node.getChild('URL');
    if (address !== null) return state.sliceDoc(address.from, address.to).replace(/^<|>$/g, '');
  }
  return null;
}

function follow(address: string | null): boolean {
  if (address === null) return false;
  const link = outsideAddress(address.startsWith('www.') ? `https://${address}` : address);
  if (link !== null) window.open(link, '_blank', 'noopener,noreferrer');
  return true;
}
