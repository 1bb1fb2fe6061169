import { history, undo } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState, type StateCommand, type Transaction } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { indentItems, outdentItems } from './indent-items.ts';
import { BULLETS, heading, NUMBERS, noHeading, TASKS, togglePrefix, toggleQuote, toggleTask } from './line-prefixes.ts';
import { insertLink, linkAt } from './links.ts';
import { toggleEmphasis } from './toggle-emphasis.ts';

/** `‹` and `›` are the ends of the selection, `¦` a cursor. */
function read(marked: string): EditorState {
  const anchor = Math.max(marked.indexOf('¦'), marked.indexOf('‹'));
  const doc = marked.replace(/[¦‹]/, '');
  const head = doc.includes('›') ? doc.indexOf('›') : anchor;
  const state = EditorState.create({
    doc: doc.replace('›', ''),
    selection: { anchor, head },
    extensions: [markdown({ base: markdownLanguage }), history()],
  });
  ensureSyntaxTree(state, state.doc.length, 5_000);
  return state;
}

function write(state: EditorState): string {
  const { from, to, empty } = state.selection.main;
  const doc = state.doc.toString();
  return empty
    ? `${doc.slice(0, from)}¦${doc.slice(from)}`
    : `${doc.slice(0, from)}‹${doc.slice(from, to)}›${doc.slice(to)}`;
}

function run(command: StateCommand, marked: string): { text: string; done: boolean; state: EditorState } {
  return apply(command, read(marked));
}

function apply(command: StateCommand, before: EditorState): { text: string; done: boolean; state: EditorState } {
  let state = before;
  const dispatch = (transaction: Transaction): void => {
    state = transaction.state;
  };
  const done = command({ state, dispatch });
  return { text: write(state), done, state };
}

const bold = toggleEmphasis({ node: 'StrongEmphasis', sign: '**' });
const italic = toggleEmphasis({ node: 'Emphasis', sign: '*' });

describe('the commands of a text', () => {
  it.each<[string, StateCommand, string, string]>([
    ['bold puts signs around the selection', bold, 'a ‹word› b', 'a **‹word›** b'],
    ['bold leaves blanks outside', bold, 'a‹ word ›b', 'a **‹word›** b'],
    ['bold takes the word at the cursor', bold, 'a wo¦rd b', 'a **wo¦rd** b'],
    ['bold takes its signs away', bold, 'a **‹word›** b', 'a ‹word› b'],
    ['bold takes its signs away from the cursor’s words', bold, 'a **two wo¦rds** b', 'a two wo¦rds b'],
    ['italic goes into bold', italic, '**‹word›**', '***‹word›***'],
    ['a heading', togglePrefix(heading(2)), 'Ti¦tle', '## Ti¦tle'],
    ['another heading', togglePrefix(heading(2)), '# Ti¦tle', '## Ti¦tle'],
    ['the same heading again', togglePrefix(heading(2)), '## Ti¦tle', 'Ti¦tle'],
    ['no heading', noHeading, '### Ti¦tle', 'Ti¦tle'],
    ['bullets', togglePrefix(BULLETS), '‹one\n\ntwo›', '- ‹one\n\n- two›'],
    ['bullets become numbers', togglePrefix(NUMBERS), '‹- one\n- two›', '‹1. one\n2. two›'],
    ['numbers become plain', togglePrefix(NUMBERS), '‹1. one\n2. two›', '‹one\ntwo›'],
    ['bullets become tasks', togglePrefix(TASKS), '- on¦e', '- [ ] on¦e'],
    ['a list begins in an empty line', togglePrefix(BULLETS), '¦', '- ¦'],
    ['a task is done', toggleTask, '- [ ] on¦e', '- [x] on¦e'],
    ['a quote', toggleQuote, '‹one\ntwo›', '> ‹one\n> two›'],
    ['a quote no more', toggleQuote, '> on¦e', 'on¦e'],
    ['a link asks for its address', insertLink, 'see ‹the note› now', 'see [the note](¦) now'],
    ['a link from an address asks for its words', insertLink, '‹https://a.example›', '[¦](https://a.example)'],
    ['an item goes into the one before it', indentItems, '- one\n- tw¦o', '- one\n  - tw¦o'],
    ['under a number it goes deeper', indentItems, '1. one\n2. tw¦o', '1. one\n   2. tw¦o'],
    ['with all its parts', indentItems, '- one\n- t¦wo\n  - three\n- four', '- one\n  - t¦wo\n    - three\n- four'],
    ['an item comes out again', outdentItems, '- one\n  - tw¦o', '- one\n- tw¦o'],
    ['the first item cannot go in', indentItems, '- on¦e', '- on¦e'],
  ])('%s', (_, command, before, after) => {
    expect(run(command, before)).toMatchObject({ text: after, done: true });
  });

  it('lets Tab leave the text where there is no list', () => {
    expect(run(indentItems, 'no li¦st').done).toBe(false);
    expect(run(outdentItems, 'no li¦st').done).toBe(false);
  });

  it('is one step to undo', () => {
    const { state } = run(togglePrefix(BULLETS), '‹one\ntwo\nthree›');
    expect(apply(undo, state).text).toBe('‹one\ntwo\nthree›');
  });

  it.each([
    ['see [the no¦te](https://a.example)', 'https://a.example'],
    ['see https://a.exa¦mple now', 'https://a.example'],
    ['<https://a.exa¦mple>', 'https://a.example'],
    ['no li¦nk', null],
  ])('finds the address in %j', (marked, address) => {
    const state = read(marked);
    expect(linkAt(state, state.selection.main.head)).toBe(address);
  });
});
