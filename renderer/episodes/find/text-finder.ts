import { openSearchPanel, replaceAll, replaceNext, type SearchQuery, search, setSearchQuery } from '@codemirror/search';
import { EditorSelection, type Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { reveal } from '../editor/reveal.ts';
import type { WritingDesk } from '../writing/writing-desk.ts';

/** Matches are counted in stretches of this time, in milliseconds, and up to this many. */
const SLICE_MS = 8;
const MOST_COUNTED = 5_000;
/** After a change of the text or of the words, in milliseconds. */
const RECOUNT_MS = 120;

export interface FindState {
  /** Matches in all blocks; null while they are being counted. */
  total: number | null;
  /** Which of them is selected, from 1; 0 for none. */
  at: number;
}

interface Match {
  from: number;
  to: number;
}

/** In each editor: matches are marked by CodeMirror's search, whose own panel stays empty; ours is one for all blocks. */
export const searchMarks: Extension = search({
  // Hidden (paper.css); at the bottom it would count as in the way when something is scrolled into sight.
  top: true,
  createPanel: () => ({ dom: document.createElement('span') }),
});

/** Find and replace over all blocks of an episode, in reading order, round and round. */
export class TextFinder {
  readonly #desk: WritingDesk;
  readonly #onState: (state: FindState) => void;
  readonly #stopFollowing: () => void;
  #query: SearchQuery | null = null;
  /** Editors that have been told the words that are looked for now. */
  #armed = new WeakSet<EditorView>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #count = 0;

  constructor(desk: WritingDesk, onState: (state: FindState) => void) {
    this.#desk = desk;
    this.#onState = onState;
    // A text that opens later has its matches marked and counted too.
    this.#stopFollowing = desk.subscribe(() => {
      if (this.#armAll()) this.recount();
    });
  }

  /** Null takes the marks away. */
  set(query: SearchQuery | null, empty: SearchQuery): void {
    this.#query = query?.valid ? query : null;
    this.#armed = new WeakSet();
    if (this.#query !== null) this.#armAll();
    else for (const { view } of this.#desk.editors) view.dispatch({ effects: setSearchQuery.of(empty) });
    // What was counted is of the words before.
    this.#onState({ total: null, at: 0 });
    this.recount();
  }

  recount(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#recount(), RECOUNT_MS);
  }

  close(): void {
    this.#stopFollowing();
    clearTimeout(this.#timer);
    this.#count += 1;
  }

  step(direction: 1 | -1): void {
    const { editors, active } = this.#desk;
    const start = editors.findIndex(({ blockId }) => blockId === active?.blockId);
    if (this.#query === null || active === undefined) return;
    const { from, to } = active.view.state.selection.main;
    for (let way = 0; way <= editors.length; way += 1) {
      const index = (start + direction * way + editors.length * (way + 1)) % editors.length;
      const view = editors[index]?.view;
      if (view === undefined) continue;
      const match =
        direction === 1 ? this.#after(view, way === 0 ? to : 0) : this.#before(view, way === 0 ? from : null);
      if (match === null) continue;
      this.#select(editors[index]?.blockId ?? '', view, match);
      return;
    }
  }

  /** Replaces the selected match, and goes to the next. */
  replace(): void {
    const view = this.#desk.active?.view;
    const query = this.#query;
    if (view === undefined || query === null) return;
    this.#arm(view);
    const { from, to } = view.state.selection.main;
    const match = this.#after(view, from);
    if (match !== null && match.from === from && match.to === to) replaceNext(view);
    else this.step(1);
    this.recount();
  }

  /** In all blocks, one step to undo. */
  replaceAll(): void {
    if (this.#query === null) return;
    this.#armAll();
    this.#desk.editAll(replaceAll);
    this.recount();
  }

  /**
   * CodeMirror replaces by what each editor was told itself, and one that was told nothing makes up words of its own: those selected,
   * and nothing in their place. Answers whether it was told now.
   */
  #arm(view: EditorView): boolean {
    if (this.#query === null || this.#armed.has(view)) return false;
    this.#armed.add(view);
    openSearchPanel(view);
    view.dispatch({ effects: setSearchQuery.of(this.#query) });
    return true;
  }

  #armAll(): boolean {
    return this.#desk.editors.filter(({ view }) => this.#arm(view)).length > 0;
  }

  #select(blockId: string, view: EditorView, { from, to }: Match): void {
    this.#arm(view);
    this.#desk.choose(blockId);
    view.dispatch({
      selection: EditorSelection.single(from, to),
      userEvent: 'select.search',
    });
    reveal(view, from);
    this.recount();
  }

  #after(view: EditorView, at: number): Match | null {
    const next = this.#query?.getCursor(view.state, Math.min(at, view.state.doc.length)).next();
    return next === undefined || next.done === true ? null : next.value;
  }

  /** Cursors only go forward: the last match before a place is the last of all of them. */
  #before(view: EditorView, at: number | null): Match | null {
    const cursor = this.#query?.getCursor(view.state, 0, at ?? view.state.doc.length);
    let last: Match | null = null;
    for (let next = cursor?.next(); next !== undefined && next.done !== true; next = cursor?.next())
      last = { ...next.value };
    return last;
  }

  async #recount(): Promise<void> {
    this.#count += 1;
    const mine = this.#count;
    const query = this.#query;
    if (query === null) return this.#onState({ total: 0, at: 0 });
    const { editors, active } = this.#desk;
    let total = 0;
    let at = 0;
    let began = performance.now();
    for (const { blockId, view } of editors) {
      const { state } = view;
      const { main } = state.selection;
      const cursor = query.getCursor(state);
      for (let next = cursor.next(); next.done !== true && total < MOST_COUNTED; next = cursor.next()) {
        total += 1;
        if (blockId === active?.blockId && next.value.from === main.from && next.value.to === main.to) at = total;
        if (performance.now() - began < SLICE_MS) continue;
        await new Promise((resolve) => setTimeout(resolve));
        if (mine !== this.#count) return;
        began = performance.now();
      }
    }
    this.#onState({ total, at });
  }
}
