import type { EditorState, Range, Text } from '@codemirror/state';
import { Decoration } from '@codemirror/view';

const HIDDEN = Decoration.replace({});

/** Collects what one stretch of the text shall look like. Nothing is drawn outside of it, however far a list or a quote goes. */
export class Drawing {
  readonly state: EditorState;
  readonly from: number;
  readonly to: number;
  /** Lines whose markup is shown because the cursor or the selection is in them. */
  readonly #active: ReadonlySet<number>;
  readonly inner: Range<Decoration>[] = [];
  /** Marks that stay in one piece around all others: cells, the signs of lists. */
  readonly outer: Range<Decoration>[] = [];
  /** Hidden also where the cursor is, so the cursor steps over it. */
  readonly atomic: Range<Decoration>[] = [];

  constructor(state: EditorState, from: number, to: number, active: ReadonlySet<number>) {
    this.state = state;
    this.from = from;
    this.to = to;
    this.#active = active;
  }

  get doc(): Text {
    return this.state.doc;
  }

  isActive(at: number): boolean {
    return this.#active.has(this.doc.lineAt(at).from);
  }

  /** Whether the cursor or the selection touches this place. */
  isTouched(from: number, to: number): boolean {
    return this.isActive(from) && this.state.selection.ranges.some((range) => range.from <= to && range.to >= from);
  }

  /** Beginnings of the lines of [from, to] that are in this stretch. */
  *lines(from: number, to: number): Generator<number> {
    const end = Math.min(to, this.to);
    let line = this.doc.lineAt(Math.min(Math.max(from, this.from), this.doc.length));
    while (line.from <= end) {
      yield line.from;
      if (line.to >= this.doc.length) return;
      line = this.doc.lineAt(line.to + 1);
    }
  }

  line(at: number, look: Decoration): void {
    this.inner.push(look.range(at));
  }

  mark(from: number, to: number, look: Decoration): void {
    if (from < to) this.inner.push(look.range(from, to));
  }

  piece(from: number, to: number, look: Decoration): void {
    if (from < to) this.outer.push(look.range(from, to));
  }

  /** A replacement must stay within its line: the editor takes no others from a plugin. */
  replace(from: number, to: number, look: Decoration = HIDDEN): void {
    if (from < to && to <= this.doc.lineAt(from).to) this.inner.push(look.range(from, to));
  }

  skip(from: number, to: number): void {
    this.replace(from, to);
    if (from < to) this.atomic.push(HIDDEN.range(from, to));
  }
}
