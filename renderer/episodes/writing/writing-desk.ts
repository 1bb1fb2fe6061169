import { EditorView, type ViewUpdate } from '@codemirror/view';
import type { TextCommandId } from '../../../shared/desk/text-commands.ts';
import { countWords } from '../../../shared/domain/text-statistics.ts';
import { RUN_IN_TEXT } from '../editor/keys/text-commands.ts';
import type { MarkdownEditor } from '../editor/open-editor.ts';
import type { BlockText } from '../text-sync/block-text.ts';
import { wordsGained } from './count-changes.ts';
import { type Heading, headingsOf } from './headings.ts';
import { JointEdits } from './joint-edits.ts';

/** What is shown beside the text follows it after a rest, in milliseconds: typing itself waits for nothing. */
const FOLLOW_MS = 150;

export interface OutlineEntry extends Heading {
  blockId: string;
}

/** What the page shows of all texts of the episode together. */
export interface WritingState {
  /** Null until each of them is open and has been counted. */
  words: number | null;
  /** Of the selection; 0 without one. */
  selectedWords: number;
  outline: readonly OutlineEntry[];
  /** Index in `outline` of the heading above the cursor; -1 when there is none. */
  current: number;
  /** The block with the cursor, or that had it last. */
  activeBlock: string | null;
}

interface Text {
  editor: MarkdownEditor;
  sync: Pick<BlockText, 'saved' | 'split'>;
  words: number;
}

interface Expected {
  blockId: string;
  at: number;
  /** It was typed in when it was taken away, and gets the cursor back unless somebody has gone elsewhere meanwhile. */
  isBack: boolean;
}

/** The editors of an episode's blocks as one thing: commands, counts, outline. React is told after a rest. */
export class WritingDesk {
  readonly #texts = new Map<string, Text>();
  readonly #joint = new JointEdits();
  readonly #listeners = new Set<() => void>();
  readonly #updateListeners = new Set<(blockId: string, update: ViewUpdate) => void>();
  #order: readonly string[] = [];
  #active: string | null = null;
  #expected: Expected | null = null;
  #state: WritingState = { words: null, selectedWords: 0, outline: [], current: -1, activeBlock: null };
  #timer: ReturnType<typeof setTimeout> | undefined;

  add(blockId: string, editor: MarkdownEditor, sync: Text['sync']): () => void {
    this.#texts.set(blockId, { editor, sync, words: countWords(editor.view.state.doc.toString()) });
    this.#follow();
    // Once the page has placed it.
    requestAnimationFrame(() => this.#meet(blockId));
    return () => {
      this.#texts.delete(blockId);
      // What a colleague removed under the hands that type comes back with what they typed (decision 0056).
      if (this.#active === blockId && this.#expected?.isBack !== false && isFocusNowhere())
        this.#expected = { blockId, at: editor.view.state.selection.main.head, isBack: true };
      this.#follow();
    };
  }

  find(blockId: string): Pick<Text, 'editor' | 'sync'> | undefined {
    return this.#texts.get(blockId);
  }

  /** The cursor goes to this place as soon as its text is here. */
  expect(blockId: string, at: number): void {
    this.#expected = { blockId, at, isBack: false };
    this.#meet(blockId);
  }

  /** The blocks in reading order. */
  setOrder(order: readonly string[]): void {
    if (order.join() === this.#order.join()) return;
    this.#order = order;
    this.#follow();
  }

  updated(blockId: string, update: ViewUpdate): void {
    const text = this.#texts.get(blockId);
    if (text !== undefined && update.docChanged) {
      text.words += wordsGained(update.startState.doc, update.state.doc, update.changes);
    }
    if (update.view.hasFocus) this.#active = blockId;
    if (update.docChanged && this.#expected?.blockId === blockId) requestAnimationFrame(() => this.#meet(blockId));
    if (update.docChanged || update.selectionSet || update.focusChanged) this.#follow();
    for (const listener of this.#updateListeners) listener(blockId, update);
  }

  onUpdate(listener: (blockId: string, update: ViewUpdate) => void): () => void {
    this.#updateListeners.add(listener);
    return () => this.#updateListeners.delete(listener);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get state(): WritingState {
    return this.#state;
  }

  /** Editors in reading order. */
  get editors(): { blockId: string; view: EditorView }[] {
    const known = new Set(this.#order);
    const ids = [...this.#order, ...[...this.#texts.keys()].filter((id) => !known.has(id))];
    return ids.flatMap((blockId) => {
      const text = this.#texts.get(blockId);
      return text === undefined ? [] : [{ blockId, view: text.editor.view }];
    });
  }

  /** The text with the cursor, or the first one. */
  get active(): { blockId: string; view: EditorView } | undefined {
    return this.editors.find(({ blockId }) => blockId === this.#active) ?? this.editors[0];
  }

  textOf(blockId: string): string | undefined {
    return this.#texts.get(blockId)?.editor.view.state.doc.toString();
  }

  /** Where the cursor is in this text, or was last. */
  placeIn(blockId: string): number | undefined {
    return this.#texts.get(blockId)?.editor.view.state.selection.main.head;
  }

  /** Whether there are words in a text that is open: of this moment, while `state` follows after a rest. */
  get hasWords(): boolean {
    return [...this.#texts.values()].some(({ words }) => words > 0);
  }

  /** Resolves once everything that was typed is saved: true, or false when the engine does not take some of it now. */
  async saved(): Promise<boolean> {
    const saved = await Promise.all([...this.#texts.values()].map(({ sync }) => sync.saved()));
    return !saved.includes(false);
  }

  run(command: TextCommandId): void {
    const view = this.active?.view;
    if (view === undefined) return;
    view.focus();
    RUN_IN_TEXT[command](view);
  }

  /** The same edit in every text, one step to undo. Answers in how many something changed. */
  editAll(edit: (view: EditorView) => void): number {
    return this.#joint.run(this.editors, edit);
  }

  /** False when the newest edit of this text is its own alone, and its own history is to take it back. */
  undoJoint(blockId: string): boolean {
    return this.#joint.undo(blockId, this.editors);
  }

  redoJoint(blockId: string): boolean {
    return this.#joint.redo(blockId, this.editors);
  }

  /** From now on this is the text with the cursor, though the focus may be elsewhere. */
  choose(blockId: string): void {
    this.#active = blockId;
    this.#follow();
  }

  /** Puts the cursor there, in sight. */
  goTo(blockId: string, at: number): void {
    const view = this.#texts.get(blockId)?.editor.view;
    if (view === undefined) return;
    // The editor says so itself a moment after it has the focus.
    this.#active = blockId;
    const anchor = Math.min(at, view.state.doc.length);
    view.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(anchor, { y: 'nearest', yMargin: 96 }),
    });
    view.focus();
  }

  /** Back to the text, with the cursor in the middle once the page has its new shape. */
  showCursor(): void {
    const view = this.active?.view;
    view?.focus();
    requestAnimationFrame(() => {
      const head = view?.state.selection.main.head ?? 0;
      view?.dispatch({ effects: EditorView.scrollIntoView(head, { y: 'center' }) });
    });
  }

  #meet(blockId: string): void {
    const expected = this.#expected;
    const length = this.#texts.get(blockId)?.editor.view.state.doc.length;
    if (expected?.blockId !== blockId || length === undefined) return;
    if (!expected.isBack && length < expected.at) return;
    this.#expected = null;
    if (!expected.isBack || (this.#active === blockId && isFocusNowhere())) this.goTo(blockId, expected.at);
  }

  #follow(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#state = this.#look();
      for (const listener of this.#listeners) listener();
    }, FOLLOW_MS);
  }

  /** Null while a text is still to be opened: what it holds is not known here yet, and is not nothing. */
  get #words(): number | null {
    if (this.#order.some((id) => !this.#texts.has(id))) return null;
    return [...this.#texts.values()].reduce((sum, { words }) => sum + words, 0);
  }

  #look(): WritingState {
    const { editors, active } = this;
    const outline = editors.flatMap(({ blockId, view }) =>
      headingsOf(view.state.doc).map((heading) => ({ ...heading, blockId })),
    );
    const range = active?.view.state.selection.main;
    const isTouched = this.#active !== null;
    const place = editors.findIndex(({ blockId }) => blockId === active?.blockId);
    const current = outline.findLastIndex(({ blockId, at }) => {
      const block = editors.findIndex((editor) => editor.blockId === blockId);
      return block < place || (block === place && at <= (range?.head ?? 0));
    });
    return {
      words: this.#words,
      selectedWords:
        range === undefined || range.empty ? 0 : countWords(active?.view.state.sliceDoc(range.from, range.to) ?? ''),
      outline,
      current,
      activeBlock: isTouched ? (active?.blockId ?? null) : null,
    };
  }
}

/** As after the text with the cursor has gone. */
function isFocusNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
