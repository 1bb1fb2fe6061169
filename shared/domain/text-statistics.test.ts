import { expect, it } from 'vitest';
import { countWords, readingMinutes } from './text-statistics.ts';

it('counts words, not markdown', () => {
  expect(countWords('')).toBe(0);
  expect(countWords('  \n ')).toBe(0);
  expect(countWords('## A heading\n\n- one\n- **two**\n\n| a | b |\n| - | - |')).toBe(6);
  expect(countWords("it's well-known, 3.5% of £40")).toBe(5);
  expect(countWords('naïve 日本語 — 😀')).toBe(4);
  expect(countWords('20 %')).toBe(1);
});

it('rounds reading time up', () => {
  expect(readingMinutes(0)).toBe(0);
  expect(readingMinutes(1)).toBe(1);
  expect(readingMinutes(238)).toBe(1);
  expect(readingMinutes(239)).toBe(2);
});
