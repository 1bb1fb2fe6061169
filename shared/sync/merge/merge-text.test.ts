import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeText } from './merge-text.ts';
import cases from './merge-text-cases.json' with { type: 'json' };

const word = fc.constantFrom('rates', 'rose', 'the', 'bank', 'storage', 'grid', 'and', 'fell', '容量', 'café', '👩‍🔬');
const sentence = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const line = fc.oneof(
  { weight: 4, arbitrary: sentence },
  { weight: 2, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('## Heading', '- item', '| a | b |', '```'),
  },
);
const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));

type Change = { at: number; remove: number; insert: string[] };
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(20),
  remove: fc.nat(2),
  insert: fc.array(line, { maxLength: 2 }),
});

function apply(base: string, changes: Change[]): string {
  const lines = base.split('\n');
  for (const { at, remove, insert } of changes) lines.splice(at % (lines.length + 1), remove, ...insert);
  return lines.join('\n');
}

/** A base and two descendants of it, as two desks would make them. */
const threeTexts = fc
  .tuple(text, fc.array(change, { maxLength: 3 }), fc.array(change, { maxLength: 3 }))
  .map(([base, mine, theirs]) => ({ base, mine: apply(base, mine), theirs: apply(base, theirs) }));

/** Ends of lines, taken in turn; no carriage return alone before a line feed, which together would be one end. */
const ends = fc.constantFrom(['\n'], ['\r\n'], ['\r'], ['\n', '\r\n'], ['\r\n', '\r\n', '\n']);
const threeEnds = fc.tuple(ends, ends, ends);

function ended(text: string, turns: readonly string[]): string {
  let turn = 0;
  return text.replaceAll('\n', () => turns[turn++ % turns.length] ?? '\n');
}

describe('mergeText, the corpus of hard cases', () => {
  it.each(cases)('$name', ({ base, mine, theirs, text, clashes }) => {
    const merged = mergeText(base, mine, theirs);
    expect(merged.text).toBe(text);
    expect(merged.clashes).toHaveLength(clashes);
  });
});

describe('mergeText, for any texts', () => {
  it('takes the side that changed when the other did not', () => {
    fc.assert(
      fc.property(threeTexts, ({ base, mine }) => {
        expect(mergeText(base, mine, base)).toEqual({ text: mine, clashes: [] });
        expect(mergeText(base, base, mine)).toEqual({ text: mine, clashes: [] });
      }),
    );
  });

  it('takes the same edit made twice once', () => {
    fc.assert(
      fc.property(threeTexts, ({ base, mine }) => {
        expect(mergeText(base, mine, mine)).toEqual({ text: mine, clashes: [] });
      }),
    );
  });

  it('is symmetrical where nothing clashes, and clashes in the same number of places seen from either side', () => {
    fc.assert(
      fc.property(threeTexts, ({ base, mine, theirs }) => {
        const here = mergeText(base, mine, theirs);
        const there = mergeText(base, theirs, mine);
        expect(there.clashes).toHaveLength(here.clashes.length);
        if (here.clashes.length === 0) expect(there.text).toBe(here.text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads every way to end a line alike: what is merged, and what clashes, is as with line feeds', () => {
    fc.assert(
      fc.property(threeTexts, threeEnds, ({ base, mine, theirs }, ends) => {
        const merged = mergeText(ended(base, ends[0]), ended(mine, ends[1]), ended(theirs, ends[2]));
        const plain = mergeText(base, mine, theirs);
        expect(merged.text.replace(/\r\n?/g, '\n')).toBe(plain.text);
        expect(merged.clashes).toHaveLength(plain.clashes.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('invents no line: each is in one of the three texts, or was merged from one line of each by words', () => {
    fc.assert(
      fc.property(threeTexts, ({ base, mine, theirs }) => {
        const known = new Set([base, mine, theirs].flatMap((side) => side.split('\n')));
        const words = new Set([base, mine, theirs].flatMap((side) => side.split(/\s+/)));
        const { text } = mergeText(base, mine, theirs);
        // Each side removed what the other kept: an empty text has no line.
        for (const merged of text === '' ? [] : text.split('\n')) {
          if (!known.has(merged)) expect(merged.split(/\s+/).filter((part) => !words.has(part))).toEqual([]);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('drops nothing unseen: a word that only one side added is in the text or in a clash', () => {
    const marked = fc.tuple(threeTexts, fc.nat(20), fc.nat(20)).map(([sides, here, there]) => ({
      base: sides.base,
      mine: apply(sides.mine, [{ at: here, remove: 0, insert: ['only I wrote MINE'] }]),
      theirs: apply(sides.theirs, [{ at: there, remove: 0, insert: ['only they wrote THEIRS'] }]),
    }));
    fc.assert(
      fc.property(marked, ({ base, mine, theirs }) => {
        const { text: merged, clashes } = mergeText(base, mine, theirs);
        const kept = [merged, ...clashes.flatMap((clash) => [clash.mine, clash.theirs])].join('\n');
        expect(kept).toContain('MINE');
        expect(kept).toContain('THEIRS');
        expect(merged.split('MINE').length + merged.split('THEIRS').length).toBeLessThanOrEqual(4);
      }),
      { numRuns: 2_000 },
    );
  });

  it('brings nothing back: what both sides deleted stays deleted', () => {
    fc.assert(
      fc.property(threeTexts, fc.nat(20), ({ base, mine, theirs }, at) => {
        const gone = 'a line that both delete';
        const withLine = apply(base, [{ at, remove: 0, insert: [gone] }]);
        expect(mergeText(withLine, mine, theirs).text).not.toContain(gone);
      }),
    );
  });

  it('stays within its bound for large texts that share nothing', () => {
    const lines = (seed: string) =>
      Array.from({ length: 2_500 }, (_, index) => `${seed} ${index * 7} ${'x'.repeat(70)}`);
    const merged = mergeText(lines('base').join('\n'), lines('mine').join('\n'), lines('theirs').join('\n'));
    expect(merged.text).toBe(lines('theirs').join('\n'));
    expect(merged.clashes).toHaveLength(1);
  });
});
