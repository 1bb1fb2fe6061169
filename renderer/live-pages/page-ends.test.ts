import { describe, expect, it } from 'vitest';
import { endPage, type KnownPages, type RowKey } from './page-ends.ts';

const key = (number: number): RowKey => [number, `id ${number}`];
const known = (...numbers: number[]): KnownPages => ({ ends: numbers.map(key), heights: numbers.map(() => 100) });

describe('the ends of pages', () => {
  it('follow each other as one scrolls', () => {
    expect(endPage(endPage(known(), 0, key(50)), 1, key(100)).ends).toEqual([key(50), key(100)]);
  });

  it('are set once, however often a page is asked to end there', () => {
    const once = endPage(known(50), 1, key(100));
    expect(endPage(once, 1, key(100))).toBe(once);
  });

  it('cut a page in two that has become too long, and forget how high those from there on were', () => {
    expect(endPage(known(50, 200), 1, key(120))).toEqual({ ends: [key(50), key(120), key(200)], heights: [100] });
  });

  it('are not set behind a page that is not there', () => {
    const few = known(50);
    expect(endPage(few, 2, key(300))).toBe(few);
  });
});
