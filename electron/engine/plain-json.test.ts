import { expect, test } from 'vitest';
import { judgeJson as judge, LARGEST_REQUEST, storable } from './plain-json.ts';
import { deepJson } from './testing/hostile/hostile-values.ts';

const judgeJson = (value: unknown) => judge(value, LARGEST_REQUEST);

const circle: { [key: string]: unknown } = {};
circle.self = [circle];

test.each<[string, unknown]>([
  ['nothing', null],
  ['an absent field', { a: undefined }],
  ['a text', 'x'],
  ['a nested thing', { a: [1, -0, 1.5, true, { b: 'x' }] }],
  ['an object without a prototype', Object.assign(Object.create(null), { a: 1 })],
  ['a key named like the prototype', JSON.parse('{"__proto__": {"a": 1}}')],
])('%s fits', (_, value) => expect(judgeJson(value)).toBe('fits'));

test.each<[string, unknown]>([
  ['a big integer', 1n],
  ['no number', Number.NaN],
  ['an endless number', [Number.POSITIVE_INFINITY]],
  ['a date', { at: new Date() }],
  ['a map', new Map()],
  ['bytes', new Uint8Array(2)],
  ['an error', new Error('x')],
  ['a function', () => 1],
  ['a symbol', Symbol('x')],
])('%s is not JSON', (_, value) => expect(judgeJson(value)).toBe('not-json'));

test.each<[string, unknown]>([
  ['a circle', circle],
  ['a deep list', deepJson(100_000)],
  ['a long text', 'x'.repeat(8_000_001)],
  ['many long texts', Array(100).fill('x'.repeat(100_000))],
  ['a long key', { ['k'.repeat(8_000_001)]: 1 }],
  ['a long list', Array(200_001).fill(0)],
])('%s is too large', (_, value) => expect(judgeJson(value)).toBe('too-large'));

test.each(['\u0000', 'half \ud800', '\udc00'])('%j cannot be kept, and is replaced', (text) => {
  const bounds = { ...LARGEST_REQUEST, storable: true };
  for (const value of [text, [text], { a: { [text]: 1 } }]) {
    expect(judge(value, bounds)).toBe('not-json');
    expect(judge(storable(value), bounds)).toBe('fits');
  }
  expect(storable({ a: [`Kept ${text} kept`, 'whole 🚆', 1, null] })).toEqual({
    a: [expect.stringMatching(/^Kept .* kept$/), 'whole 🚆', 1, null],
  });
});
