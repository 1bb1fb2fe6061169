import { expect, it } from 'vitest';
import { readAmount } from './read-amount.ts';

it.each([
  ['60', 60],
  [' £60 ', 60],
  ['1.50', 1.5],
  ['1,5', 1.5],
  ['1000', 1000],
  ['60.', 60],
  ['0', 0],
  // A thousand, or one pound: nobody can say.
  ['1,000', null],
  ['1.000', null],
  ['£1,000', null],
  ['1,000.50', null],
  ['1.505', null],
  ['-3', null],
  ['1e3', null],
  ['', null],
])('reads %j as %j', (text, amount) => {
  expect(readAmount(text)).toBe(amount);
});
