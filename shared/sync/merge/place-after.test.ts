import { describe, expect, it } from 'vitest';
import { placeAfter } from './place-after.ts';

/** `¦` is the place in both. */
it.each([
  ['one two ¦three', 'zero one two ¦three'],
  ['one two ¦three', 'one 2 ¦three'],
  ['one two ¦three', 'one two ¦three four'],
  ['one two th¦ree', 'two th¦ree'],
  ['one\n\n¦two', 'one\n\nnew\n\n¦two'],
  ['¦one', '¦one two'],
  ['one two¦', 'one 2¦'],
])('%j is found again in %j', (before, after) => {
  expect(placeAfter(before.replace('¦', ''), after.replace('¦', ''), before.indexOf('¦'))).toBe(after.indexOf('¦'));
});

describe('placeAfter', () => {
  it('never leaves the text', () => {
    expect(placeAfter('one two', '', 5)).toBe(0);
    expect(placeAfter('', 'one', 0)).toBeLessThanOrEqual(3);
  });
});
