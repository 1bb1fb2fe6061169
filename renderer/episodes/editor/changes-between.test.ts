import { EditorSelection, EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes-between.ts';

describe('changesBetween', () => {
  it('turns any text into any other', () => {
    const text = fc
      .array(fc.constantFrom('a', 'bc', ' ', '\n', '\n\n', 'ü', '👩‍🔬', '##'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const state = EditorState.create({ doc: before });
        expect(state.update({ changes: changesBetween(before, after) }).state.doc.toString()).toBe(after);
      }),
    );
  });

  it('leaves the cursor in the word it was in', () => {
    const before = 'First paragraph here.\n\nSecond one, where I type.';
    const after = 'A new opening.\n\nFirst paragraph there.\n\nSecond one, where I type. And more.';
    const cursor = before.indexOf('where I') + 'where I'.length;
    const state = EditorState.create({ doc: before, selection: EditorSelection.cursor(cursor) });
    const next = state.update({ changes: changesBetween(before, after) }).state;
    expect(next.doc.sliceString(next.selection.main.head - 'where I'.length, next.selection.main.head)).toBe('where I');
  });
});
