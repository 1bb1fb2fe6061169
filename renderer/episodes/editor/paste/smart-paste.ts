import { syntaxTree } from '@codemirror/language';
import { EditorSelection, type EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { htmlToMarkdown, saysMore } from './html-to-markdown.ts';

/** More HTML than this is a page with all its works; its plain text is pasted. In characters. */
const MOST_HTML = 1_000_000;
/** Between Mod+Shift+V and the paste that it causes, in milliseconds. */
const PLAIN_MS = 1_000;

/** A paste becomes markdown. Mod+Shift+V, and a paste into code, takes the plain text. */
export function smartPaste(): Extension {
  let plainUntil = 0;
  return EditorView.domEventHandlers({
    keydown(event) {
      const isPlain = event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v';
      if (isPlain) plainUntil = event.timeStamp + PLAIN_MS;
      return false;
    },
    paste(event, view) {
      const wantsPlain = event.timeStamp < plainUntil;
      plainUntil = 0;
      const clipboard = event.clipboardData;
      if (clipboard === null || view.state.readOnly || wantsPlain || isInCode(view.state)) return false;
      // Program editors colour what they copy.
      if (clipboard.types.includes('vscode-editor-data')) return false;
      const markdown = markdownOf(clipboard.getData('text/html'));
      if (markdown === null) return false;
      event.preventDefault();
      insert(view, markdown);
      return true;
    },
  });
}

/** Null when the plain text says as much. DOMParser's documents are inert: no script runs, no picture loads. */
function markdownOf(html: string): string | null {
  if (html === '' || html.length > MOST_HTML) return null;
  const document = new DOMParser().parseFromString(html, 'text/html');
  if (!saysMore(document)) return null;
  const markdown = htmlToMarkdown(document);
  return markdown === '' ? null : markdown;
}

function insert(view: EditorView, markdown: string): void {
  const { state } = view;
  const changed = state.changeByRange(({ from, to }) => {
    const text = state.toText(fitted(state, markdown, from, to));
    return { changes: { from, to, insert: text }, range: EditorSelection.cursor(from + text.length) };
  });
  view.dispatch(state.update(changed, { userEvent: 'input.paste', scrollIntoView: true }));
}

/** Several paragraphs, or one that is no plain text, stand by themselves; words go into the sentence. */
function fitted(state: EditorState, markdown: string, from: number, to: number): string {
  const isBlock = markdown.includes('\n\n') || /^(#{1,6} |[-*+] |\d+[.)] |> |\||```)/.test(markdown);
  if (!isBlock) return markdown;
  const before = state.sliceDoc(state.doc.lineAt(from).from, from).trim() === '' ? '' : '\n\n';
  const behind = state.sliceDoc(to, state.doc.lineAt(to).to).trim() === '' ? '' : '\n\n';
  return `${before}${markdown}${behind}`;
}

function isInCode(state: EditorState): boolean {
  let node = syntaxTree(state).resolveInner(state.selection.main.from, 0);
  for (; node.parent !== null; node = node.parent) {
    if (/^(FencedCode|CodeBlock|InlineCode|CodeText)$/.test(node.name)) return true;
  }
  return false;
}
