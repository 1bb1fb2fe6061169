import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesToRead, type TextPart } from './changes-to-read.ts';

const without = (change: TextPart['change'], parts: TextPart[]): string =>
  parts
    .filter((part) => part.change !== change)
    .map(({ value }) => value)
    .join('');

test('a sentence that was replaced reads as one taken out and one put in', () => {
  expect(changesToRead('First.\nAda was here before.', 'First.\nBen asks what a van is worth.')).toEqual([
    { value: 'First.\n', change: 'kept' },
    { value: 'Ada was here before', change: 'removed' },
    { value: 'Ben asks what a van is worth', change: 'added' },
    { value: '.', change: 'kept' },
  ]);
});

test('one word among others is marked alone', () => {
  expect(changesToRead('A bank is old', 'A bank is young')).toEqual([
    { value: 'A bank is ', change: 'kept' },
    { value: 'old', change: 'removed' },
    { value: 'young', change: 'added' },
  ]);
});

test('changes do not run on over the end of a line', () => {
  expect(changesToRead('red\ngreen', 'blue\nyellow').map(({ change }) => change)).toEqual([
    'removed',
    'added',
    'kept',
    'removed',
    'added',
  ]);
});

test('the parts make both texts again', () => {
  const words = fc
    .array(fc.constantFrom('a', 'bank', 'van', ' ', '  ', '\n', '.', 'é', '\t'), { maxLength: 30 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(words, words, (base, text) => {
      const parts = changesToRead(base, text);
      expect(without('added', parts)).toBe(base);
      expect(without('removed', parts)).toBe(text);
    }),
  );
});
