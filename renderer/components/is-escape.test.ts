import { expect, test } from 'vitest';
import { isEscape } from './is-escape.ts';

test('an Escape gives up; one that belongs to an input method, and any other key, do not', () => {
  expect(isEscape({ key: 'Escape', nativeEvent: { isComposing: false } })).toBe(true);
  expect(isEscape({ key: 'Escape', nativeEvent: { isComposing: true } })).toBe(false);
  expect(isEscape({ key: 'Enter', nativeEvent: { isComposing: false } })).toBe(false);
});
