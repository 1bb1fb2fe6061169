import { describe, expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

describe('backoffMs', () => {
  test('doubles from half a second to half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map((failures) => backoffMs(failures, 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  test('half of a wait is random', () => {
    expect(backoffMs(3, 0)).toBe(1000);
    expect(backoffMs(3, 0.5)).toBe(1500);
  });

  test('never earlier than asked, within reason', () => {
    expect(backoffMs(1, 0, 7_000)).toBe(7_000);
    expect(backoffMs(6, 1, 1_000)).toBe(16_000);
    expect(backoffMs(1, 0, 86_400_000)).toBe(900_000);
  });

  test('desks that were told the same moment do not come in one', () => {
    expect([0, 0.5, 1].map((random) => backoffMs(1, random, 60_000))).toEqual([60_000, 75_000, 90_000]);
  });
});
