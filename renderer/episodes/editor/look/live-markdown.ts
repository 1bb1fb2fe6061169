import { syntaxTree } from '@codemirror/language';
import { type EditorState, type Extension, RangeSet } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { Tree } from '@lezer/common';
import { drawBlock } from './block-look.ts';
import { Drawing } from './drawing.ts';
import { drawInline } from './inline-look.ts';
import { drawListItem } from './list-look.ts';
import { drawTable } from './table-look.ts';

/** The direction of each line is that of its own first letters. */
const DIRECTION = Decoration.line({ attributes: { dir: 'auto' } });

/** The space between paragraphs: less than a line. */
const BLANK = Decoration.line({ class: 'cm-blank' });

/**
 * Markdown that looks like what it says, with the markup of the lines in which the cursor is. Only what can be seen is drawn,
 * so that a text of any length costs the same.
 */
class LiveMarkdown {
  inner: DecorationSet = Decoration.none;
  outer: DecorationSet = Decoration.none;
  atomic: DecorationSet = Decoration.none;
  #tree: Tree;
  #active: ReadonlySet<number>;

  constructor(view: EditorView) {
    this.#tree = syntaxTree(view.state);
    this.#active = activeLines(view);
    this.#draw(view);
  }

  update(update: ViewUpdate): void {
    const tree = syntaxTree(update.state);
    const active = activeLines(update.view);
    const moved = update.selectionSet && (active.size > 0 || this.#active.size > 0);
    const same = tree === this.#tree && !update.docChanged && !update.viewportChanged && !moved;
    if (same && !update.focusChanged) return;
    this.#tree = tree;
    this.#active = active;
    this.#draw(update.view);
  }

  #draw({ state, visibleRanges }: EditorView): void {
    const drawings = visibleRanges.map(({ from, to }) => draw(state, this.#tree, from, to, this.#active));
    this.inner = Decoration.set(
      drawings.flatMap(({ inner }) => inner),
      true,
    );
    this.outer = Decoration.set(
      drawings.flatMap(({ outer }) => outer),
      true,
    );
    this.atomic = Decoration.set(
      drawings.flatMap(({ atomic }) => atomic),
      true,
    );
  }
}

/** What a stretch of the text looks like. */
export function draw(state: EditorState, tree: Tree, from: number, to: number, active: ReadonlySet<number>): Drawing {
  const drawing = new Drawing(state, from, to, active);
  for (const line of drawing.lines(from, to)) drawing.line(line, state.doc.lineAt(line).length > 0 ? DIRECTION : BLANK);
  tree.iterate({
    from,
    to,
    enter(node) {
      if (node.name === 'Table') drawTable(drawing, node);
      else if (node.name === 'ListItem') drawListItem(drawing, node);
      else {
        drawBlock(drawing, node);
        drawInline(drawing, node);
      }
    },
  });
  return drawing;
}

/** Beginnings of the lines that the selection touches; none while the text has no focus. */
function activeLines({ state, hasFocus, viewport }: EditorView): ReadonlySet<number> {
  const lines = new Set<number>();
  if (!hasFocus) return lines;
  for (const range of state.selection.ranges) {
    const end = Math.min(range.to, viewport.to);
    let at = Math.max(range.from, Math.min(viewport.from, range.to));
    while (at <= end) {
      const line = state.doc.lineAt(at);
      lines.add(line.from);
      at = line.to + 1;
    }
  }
  return lines;
}

const plugin = ViewPlugin.fromClass(LiveMarkdown, {
  decorations: (live) => live.inner,
  provide: (live) => [
    EditorView.outerDecorations.of((view) => view.plugin(live)?.outer ?? Decoration.none),
    EditorView.atomicRanges.of((view) => view.plugin(live)?.atomic ?? RangeSet.empty),
  ],
});

export const liveMarkdown: Extension = [plugin, EditorView.perLineTextDirection.of(true)];
