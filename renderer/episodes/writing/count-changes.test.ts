import { ChangeSet, Text } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords } from '../../../shared/domain/text-statistics.ts';
import { wordsGained } from './count-changes.ts';

const text = fc
  .array(fc.constantFrom('a', 'bc', ' ', '\n', '# ', '-', 'ü'), { maxLength: 24 })
  .map((parts) => parts.join(''));

describe('wordsGained', () => {
  it('comes to the same as counting the whole text again, for any changes at once', () => {
    fc.assert(
      fc.property(text, fc.array(fc.tuple(fc.nat(30), fc.nat(6), text), { maxLength: 4 }), (content, edits) => {
        const before = Text.of(content.split('\n'));
        let at = 0;
        const specs = edits
          .map(([from, length, insert]) => ({ from: Math.min(from, before.length), length, insert }))
          .sort((a, b) => a.from - b.from)
          .flatMap(({ from, length, insert }) => {
            const start = Math.max(at, from);
            const to = Math.min(before.length, start + length);
            if (start > before.length) return [];
            at = to;
            return [{ from: start, to, insert }];
          });
        const changes = ChangeSet.of(specs, before.length);
        const after = changes.apply(before);
        expect(countWords(before.toString()) + wordsGained(before, after, changes)).toBe(countWords(after.toString()));
      }),
      { numRuns: 2_000 },
    );
  });
});
