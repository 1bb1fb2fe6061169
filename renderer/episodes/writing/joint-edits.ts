import { redo, undo } from '@codemirror/commands';
import type { EditorState, Text, Transaction } from '@codemirror/state';

/** What of an editor is needed here. */
interface EditedText {
  readonly state: EditorState;
  dispatch: (transaction: Transaction) => void;
}

interface Place<View extends EditedText = EditedText> {
  blockId: string;
  view: View;
}

interface JointEdit {
  before: ReadonlyMap<string, Text>;
  after: ReadonlyMap<string, Text>;
}

/**
 * Edits of several texts in one stroke ("replace all"), which undo takes back in one stroke too. Each editor has a history of its own:
 * an edit is still the newest of a text when that stands as the edit left it. Where somebody has written since, or a colleague's words
 * came in, that text is left to its own history, and the others are taken back all the same.
 */
export class JointEdits {
  readonly #done: JointEdit[] = [];
  readonly #undone: JointEdit[] = [];

  /** Runs `edit` on each of the texts, as one. Answers in how many something changed. */
  run<View extends EditedText>(places: readonly Place<View>[], edit: (view: View) => void): number {
    const before = docsOf(places);
    for (const { view } of places) edit(view);
    const changed = places.filter(({ blockId, view }) => before.get(blockId) !== view.state.doc);
    if (changed.length > 1) {
      this.#done.push({ before: pick(before, changed), after: docsOf(changed) });
      this.#undone.length = 0;
    }
    return changed.length;
  }

  /** True when the newest edit of this text was a joint one, which is taken back now. */
  undo(blockId: string, places: readonly Place[]): boolean {
    return step({ blockId, places, from: this.#done, to: this.#undone, now: 'after', run: undo });
  }

  redo(blockId: string, places: readonly Place[]): boolean {
    return step({ blockId, places, from: this.#undone, to: this.#done, now: 'before', run: redo });
  }
}

function step(options: {
  blockId: string;
  places: readonly Place[];
  from: JointEdit[];
  to: JointEdit[];
  now: 'before' | 'after';
  run: (view: EditedText) => boolean;
}): boolean {
  const { blockId, places, from, to, now, run } = options;
  const stands = (edit: JointEdit, { blockId: id, view }: Place) => edit[now].get(id)?.eq(view.state.doc) === true;
  const here = places.find((place) => place.blockId === blockId);
  const edit = from.at(-1);
  if (here === undefined || edit === undefined || !stands(edit, here)) return false;
  from.pop();
  to.push(edit);
  for (const place of places) if (stands(edit, place)) run(place.view);
  return true;
}

function docsOf(places: readonly Place[]): Map<string, Text> {
  return new Map(places.map(({ blockId, view }) => [blockId, view.state.doc]));
}

function pick(docs: ReadonlyMap<string, Text>, places: readonly Place[]): Map<string, Text> {
  return new Map([...docs].filter(([id]) => places.some(({ blockId }) => blockId === id)));
}
