import { expect, it } from 'vitest';
import { ticks } from './chart-scale.ts';

it.each([
  [0, [0, 1]],
  [1, [0, 0.25, 0.5, 0.75, 1]],
  [3.4, [0, 1, 2, 3, 4]],
  [50, [0, 20, 40, 60]],
  [97, [0, 25, 50, 75, 100]],
])('the lines of a chart up to %d are %j', (most, expected) => {
  expect(ticks(most)).toEqual(expected);
});
