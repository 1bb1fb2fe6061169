import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideColumn } from './decide-column.ts';
import { decideText, mergeText } from './merge-text.ts';

const line = fc.constantFrom('rates rose', 'the bank fell', 'a storage grid, and cafés', '', '## Heading', '容量');
const text = fc.array(line, { maxLength: 10 }).map((lines) => lines.join('\n'));
const change = fc.record({ at: fc.nat(12), remove: fc.nat(2), insert: fc.array(line, { maxLength: 2 }) });

function apply(base: string, changes: { at: number; remove: number; insert: string[] }[]): string {
  const lines = base.split('\n');
  for (const { at, remove, insert } of changes) lines.splice(at % (lines.length + 1), remove, ...insert);
  return lines.join('\n');
}

const threeTexts = fc
  .tuple(text, fc.array(change, { maxLength: 3 }), fc.array(change, { maxLength: 3 }))
  .map(([base, mine, theirs]) => ({ base, mine: apply(base, mine), theirs: apply(base, theirs) }));

describe('decideText', () => {
  it.each([
    [
      'a sentence that both changed, beside paragraphs of either',
      'One.\n\nTwo.',
      'Mine instead.\n\nTwo.',
      'Theirs now.\n\nTwo.\n\nThree.',
    ],
    ['the same, with carriage returns', 'One.\r\nTwo.', 'Mine instead.\r\nTwo.', 'Theirs now.\r\nTwo.\r\nThree.'],
  ])('chooses only %s', (_, base, mine, theirs) => {
    expect(decideText(base, mine, theirs, 'theirs')).toBe(theirs);
    expect(decideText(base, mine, theirs, 'mine')).toBe(theirs.replace('Theirs now.', 'Mine instead.'));
  });

  it('of two texts for one empty place keeps the one', () => {
    expect(decideText('', 'Mine.', 'Theirs.', 'mine')).toBe('Mine.');
    expect(decideText('', 'Mine.', 'Theirs.', 'theirs')).toBe('Theirs.');
  });

  it('leaves what does not clash as the merge has it, and is the same seen from either side', () => {
    fc.assert(
      fc.property(threeTexts, ({ base, mine, theirs }) => {
        const { text, clashes } = mergeText(base, mine, theirs);
        const decided = {
          mine: decideText(base, mine, theirs, 'mine'),
          theirs: decideText(base, mine, theirs, 'theirs'),
        };
        expect(decideText(base, theirs, mine, 'mine')).toBe(decided.theirs);
        if (clashes.length === 0) expect(decided).toEqual({ mine: text, theirs: text });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('decideColumn', () => {
  const base = [{ id: 'a', content: 'old', importance: 1 }];
  const mine = [{ id: 'a', content: 'mine', importance: 1 }];
  const theirs = [
    { id: 'a', content: 'theirs', importance: 2 },
    { id: 'b', content: 'new', importance: 1 },
  ];

  it('keeps a record that only the other side added, and a key that only it changed', () => {
    expect(decideColumn('records', { base, mine, theirs }, 'mine')).toEqual([
      { id: 'a', content: 'mine', importance: 2 },
      { id: 'b', content: 'new', importance: 1 },
    ]);
    expect(decideColumn('records', { base, mine, theirs }, 'theirs')).toEqual(theirs);
  });

  it('takes a value without parts, and a text that is not there, as a whole', () => {
    for (const side of ['mine', 'theirs'] as const) {
      expect(decideColumn('value', { base: 'a', mine: 'b', theirs: 'c' }, side)).toBe({ mine: 'b', theirs: 'c' }[side]);
      expect(decideColumn('text', { base: 'a', mine: null, theirs: 'c' }, side)).toBe(
        { mine: null, theirs: 'c' }[side],
      );
    }
  });
});
