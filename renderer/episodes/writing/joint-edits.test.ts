import { history, undo } from '@codemirror/commands';
import { EditorState, Transaction } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { JointEdits } from './joint-edits.ts';

/** A text with a history, as an editor has it. */
class EditedText {
  state: EditorState;

  constructor(doc: string) {
    this.state = EditorState.create({ doc, extensions: [history({ newGroupDelay: 0 })] });
  }
  dispatch = (transaction: Transaction): void => {
    this.state = transaction.state;
  };
  append(insert: string, isRemote = false): void {
    const annotations = isRemote ? [Transaction.remote.of(true), Transaction.addToHistory.of(false)] : [];
    this.dispatch(this.state.update({ changes: { from: this.state.doc.length, insert }, annotations }));
  }
  get text(): string {
    return this.state.doc.toString();
  }
}

function scene() {
  const views = ['One', 'Two', 'Three'].map((doc) => new EditedText(doc));
  const [a, b, c] = views as [EditedText, EditedText, EditedText];
  const places = views.map((view, at) => ({ blockId: 'abc'.charAt(at), view }));
  const joint = new JointEdits();
  const texts = () => views.map(({ text }) => text);
  return { a, b, c, places, joint, texts };
}

describe('an edit of several texts', () => {
  it('is one step to undo, from any of them, and one to do again', () => {
    const { places, joint, texts } = scene();
    expect(joint.run(places.slice(0, 2), (view) => view.append('!'))).toBe(2);
    expect(texts()).toEqual(['One!', 'Two!', 'Three']);
    expect(joint.undo('b', places)).toBe(true);
    expect(texts()).toEqual(['One', 'Two', 'Three']);
    expect(joint.redo('a', places)).toBe(true);
    expect(texts()).toEqual(['One!', 'Two!', 'Three']);
    expect(joint.undo('a', places)).toBe(true);
    expect(texts()).toEqual(['One', 'Two', 'Three']);
    expect(joint.undo('a', places)).toBe(false);
  });

  it('is not the newest of a text that was written in since: its own history comes first', () => {
    const { a, places, joint, texts } = scene();
    joint.run(places, (view) => view.append('!'));
    a.append(' more');
    expect(joint.undo('a', places)).toBe(false);
    undo(a);
    expect(texts()).toEqual(['One!', 'Two!', 'Three!']);
    expect(joint.undo('a', places)).toBe(true);
    expect(texts()).toEqual(['One', 'Two', 'Three']);
  });

  it('leaves alone a text with words of somebody else since, and takes back the others', () => {
    const { b, places, joint, texts } = scene();
    joint.run(places, (view) => view.append('!'));
    b.append(' theirs', true);
    expect(joint.undo('b', places)).toBe(false);
    expect(joint.undo('c', places)).toBe(true);
    expect(texts()).toEqual(['One', 'Two! theirs', 'Three']);
    undo(b);
    expect(texts()).toEqual(['One', 'Two theirs', 'Three']);
  });

  it('in one text alone is left to its own history', () => {
    const { places, joint } = scene();
    expect(joint.run(places.slice(0, 1), (view) => view.append('!'))).toBe(1);
    expect(joint.undo('a', places)).toBe(false);
  });
});
