import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

const LIT = Decoration.line({ class: 'cm-lit' });
/** A paragraph of more lines than this is lit around the cursor only. */
const MOST_LINES = 200;

/** Marks the lines of the paragraph with the cursor; focus mode dims the others (paper.css). */
export const litParagraph = ViewPlugin.fromClass(
  class {
    lines: DecorationSet;
    constructor(view: EditorView) {
      this.lines = litLines(view);
    }
    update({ view, docChanged, selectionSet }: ViewUpdate): void {
      if (docChanged || selectionSet) this.lines = litLines(view);
    }
  },
  { decorations: ({ lines }) => lines },
);

function litLines({ state: { doc, selection } }: EditorView): DecorationSet {
  const at = doc.lineAt(selection.main.head).number;
  const isText = (number: number) => number >= 1 && number <= doc.lines && doc.line(number).text.trim() !== '';
  let first = at;
  let last = at;
  while (at - first < MOST_LINES && isText(at) && isText(first - 1)) first -= 1;
  while (last - at < MOST_LINES && isText(at) && isText(last + 1)) last += 1;
  const lines = new RangeSetBuilder<Decoration>();
  for (let number = first; number <= last; number += 1) lines.add(doc.line(number).from, doc.line(number).from, LIT);
  return lines.finish();
}
