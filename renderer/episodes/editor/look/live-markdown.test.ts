import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState, type Range } from '@codemirror/state';
import type { Decoration } from '@codemirror/view';
import { describe, expect, it } from 'vitest';
import { draw } from './live-markdown.ts';

/** A text as it is seen; `|` is the cursor, and its line shows its markup. Boxes and bullets are signs. */
function seen(text: string): { text: string; classes: string[][] } {
  const cursor = text.indexOf('¦');
  const state = EditorState.create({
    doc: text.replace('¦', ''),
    selection: { anchor: Math.max(0, cursor) },
    extensions: [markdown({ base: markdownLanguage })],
  });
  const tree = ensureSyntaxTree(state, state.doc.length, 5_000);
  if (tree === null) throw new Error('not parsed');
  const active = new Set(cursor < 0 ? [] : [state.doc.lineAt(cursor).from]);
  const drawing = draw(state, tree, 0, state.doc.length, active);
  let result = '';
  let at = 0;
  const replacements = drawing.inner
    .filter(({ from, to, value }) => from < to && value.spec.class === undefined)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  for (const { from, to, value } of replacements) {
    if (from < at) continue;
    result +=
      state.sliceDoc(at, from) + (value.spec.widget === undefined ? '' : `‹${value.spec.widget.constructor.name}›`);
    at = to;
  }
  result += state.sliceDoc(at);
  return { text: result, classes: lineClasses(state, drawing.inner) };
}

function lineClasses(state: EditorState, ranges: readonly Range<Decoration>[]): string[][] {
  return Array.from({ length: state.doc.lines }, (_, index) => {
    const { from } = state.doc.line(index + 1);
    const lines = ranges.filter((range) => range.from === from && range.to === from);
    return lines.flatMap(({ value }) => value.spec.class ?? []);
  });
}

describe('live markdown', () => {
  it.each([
    ['## What it costs ##', 'What it costs'],
    ['a **bold** *word* ~~gone~~ `code`', 'a bold word gone code'],
    ['see [the note](https://a.example "T") now', 'see the note now'],
    ['<https://a.example> and ![a chart](x.png)', 'https://a.example and a chart'],
    ['\\*no emphasis\\*', '*no emphasis*'],
    ['> said\n> twice', 'said\ntwice'],
    ['- one\n  - two\n\n1. three', '‹Bullet›one\n‹Bullet›two\n\n1. three'],
    ['- [ ] open\n- [x] done', '‹TaskBox›open\n‹TaskBox›done'],
    ['***', '‹Rule›'],
    ['```sql\nselect 1\n```', 'sql\nselect 1\n'],
    ['| a | b |\n|---|---|\n| 1 | `x\\|y` |', 'ab\n|---|---|\n1x\\|y'],
    ['[not a link] and [ref][1]\n\n[1]: https://a.example', '[not a link] and ref\n\n[1]: https://a.example'],
  ])('%j is seen as %j', (text, expected) => {
    expect(seen(text).text).toBe(expected);
  });

  it('shows the markup of the line with the cursor, and only of that line', () => {
    const text = '## One **b**\n## Two **b¦**\n- [ ] three';
    expect(seen(text).text).toBe('One b\n## Two **b**\n‹TaskBox›three');
  });

  it('gives whole lines their look', () => {
    const { classes } = seen('# H\n\n> q\n\n- i\n  more\n\n```\nc\n```\n');
    expect(classes.map((names) => names.join(' '))).toEqual([
      'cm-heading cm-heading-1',
      'cm-blank',
      'cm-quote',
      'cm-blank',
      'cm-item',
      'cm-item-more',
      'cm-blank',
      'cm-code cm-code-first cm-code-fence',
      'cm-code',
      'cm-code cm-code-last cm-code-fence',
      'cm-blank',
    ]);
  });

  it('lets all rows of a table read in the direction of its head', () => {
    const state = EditorState.create({
      doc: '| البلد | n |\n|---|---|\n| Japan | 34 |',
      extensions: [markdown({ base: markdownLanguage })],
    });
    const tree = ensureSyntaxTree(state, state.doc.length, 5_000);
    if (tree === null) throw new Error('not parsed');
    const { inner } = draw(state, tree, 0, state.doc.length, new Set());
    const rows = inner.filter(({ value }) => String(value.spec.class).startsWith('cm-table-row'));
    expect(rows.map(({ value }) => value.spec.attributes.dir)).toEqual(['rtl', 'rtl']);
  });

  it('draws no more of a list of any length than what is looked at', () => {
    const doc = Array.from({ length: 1_000 }, (_, index) => `- item ${index}`).join('\n');
    const state = EditorState.create({ doc, extensions: [markdown({ base: markdownLanguage })] });
    const tree = ensureSyntaxTree(state, doc.length, 5_000);
    if (tree === null) throw new Error('not parsed');
    const { inner } = draw(state, tree, 6_000, 6_500, new Set());
    expect(inner.length).toBeGreaterThan(30);
    expect(inner.length).toBeLessThan(200);
  });
});
