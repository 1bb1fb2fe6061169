import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorOf, findAnchor } from './text-anchor.ts';

describe('findAnchor', () => {
  const text = 'The cost fell. Nobody saw it. The cost fell. Everybody cheered.';
  it('tells two equal passages apart by what is around them, wherever they have moved', () => {
    const second = text.lastIndexOf('The cost fell.');
    const anchor = anchorOf(text, second, second + 14);
    const edited = `A new beginning. ${text.replace('Nobody', 'Not one person')}`;
    expect(findAnchor(edited, anchor)?.start).toBe(edited.lastIndexOf('The cost fell.'));
  });
  it('takes the nearest when the surroundings say nothing', () => {
    expect(findAnchor('x x x', { start: 4, end: 5, text: 'x', before: '', after: '' })?.start).toBe(4);
  });
  it('says when the words are gone', () => {
    expect(findAnchor('Something else.', anchorOf(text, 0, 14))).toBeNull();
  });
  it('finds a passage in an unchanged text exactly where it was', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), (some, from, length) => {
        const start = some.length === 0 ? 0 : from % some.length;
        const end = Math.min(some.length, start + 1 + (length % 20));
        const found = findAnchor(some, anchorOf(some, start, end));
        expect(found).toEqual(some.length === 0 ? null : { start, end });
      }),
    );
  });
});
