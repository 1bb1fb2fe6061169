import { history, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { EditorState, type StateCommand, type Transaction } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeText } from '../../../shared/sync/merge/merge-text.ts';
import { showText } from './show-text.ts';

const BASE = 'One line here.\n\nTwo lines there.\n\nThree and no more.\n\nFour at the end.';

function run(state: EditorState, command: StateCommand): EditorState {
  let next = state;
  command({
    state,
    dispatch: (transaction: Transaction) => {
      next = transaction.state;
    },
  });
  return next;
}

type Step = { do: 'type' | 'theirs' | 'undo' | 'redo'; at: number };
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('type', 'type', 'theirs', 'theirs', 'undo', 'redo'),
  at: fc.nat(200),
});

/** Somebody else's words at the end of a paragraph, merged as the engine does, into what stands here. */
function theirs(text: string, word: string, at: number): string {
  const lines = text.split('\n');
  lines[at % lines.length] += word;
  return mergeText(text, text, lines.join('\n')).text;
}

describe('a text that others change under an undo history', () => {
  it('undoes only what was typed here, and keeps all of theirs, however both fall', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let state = EditorState.create({ doc: BASE, extensions: [history({ newGroupDelay: 0 })] });
        const others: string[] = [];
        for (const [index, action] of steps.entries()) {
          if (action.do === 'type') {
            const from = action.at % (state.doc.length + 1);
            state = state.update({ changes: { from, insert: `‹${index}›` }, userEvent: 'input.type' }).state;
          } else if (action.do === 'theirs') {
            others.push(`«${index}»`);
            const next = theirs(state.doc.toString(), `«${index}»`, action.at);
            const depth = undoDepth(state);
            state = state.update(showText(state, next)).state;
            expect(state.doc.toString()).toBe(next);
            expect(undoDepth(state)).toBe(depth);
          } else {
            state = run(state, action.do === 'undo' ? undo : redo);
          }
        }
        const before = state.doc.toString();
        let undone = 0;
        for (; undoDepth(state) > 0; undone += 1) state = run(state, undo);
        // Their words may have gone into the middle of one of mine: they are looked for without my signs.
        const left = state.doc.toString();
        expect(left.replace(/«\d+»/g, '')).toBe(BASE);
        for (const word of others) expect(left).toContain(word);
        for (; undone > 0 && redoDepth(state) > 0; undone -= 1) state = run(state, redo);
        expect(state.doc.toString()).toBe(before);
      }),
      { numRuns: 1_500 },
    );
  });

  it('leaves the cursor and the selection at their words', () => {
    fc.assert(
      fc.property(fc.nat(BASE.length - 1), fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), (at, places) => {
        // The word under the cursor, with the signs around it: others write behind the ends of lines.
        const mark = BASE.slice(at, at + 1);
        let state = EditorState.create({ doc: BASE, selection: { anchor: at, head: at + 1 } });
        for (const [index, place] of places.entries()) {
          state = state.update(showText(state, theirs(state.doc.toString(), ` new${index}`, place))).state;
        }
        const { from, to } = state.selection.main;
        if (/\w/.test(mark)) expect(state.sliceDoc(from, to)).toBe(mark);
        expect(to - from).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('shows a text with carriage returns with as many lines as it has', () => {
    const state = EditorState.create({ doc: 'One.\r\n\r\nTwo.' });
    expect(state.update(showText(state, 'One.\r\n\r\nTwo.\r\nThree.')).state.doc.toString()).toBe(
      'One.\n\nTwo.\nThree.',
    );
  });
});
