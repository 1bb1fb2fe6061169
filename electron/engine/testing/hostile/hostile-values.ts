import fc, { type Arbitrary } from 'fast-check';

/** Objects that come alive when they are copied carelessly. Made by parsing, since a literal sets the prototype itself. */
const PROTOTYPE_KEYS: unknown[] = [
  JSON.parse('{"__proto__": {"polluted": true}}'),
  { constructor: { prototype: { polluted: true } } },
  JSON.parse('{"id": "x", "__proto__": null, "toString": 1, "hasOwnProperty": 1}'),
];

/** JSON that is deeper than any stack of a careless reader. */
export function deepJson(levels: number): unknown {
  return JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
}

/** Texts that have broken something somewhere. */
const TEXTS = [
  '',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\ufeff',
  '‮reversed',
  "'; drop table projects; --",
  '$1::text',
  '{"json": true}',
  '{}',
  '%s%n',
  '../../../../etc/passwd',
  '<img src=x onerror=alert(1)>',
  'infinity',
  'NaN',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '294277-01-01T00:00:00Z',
  '-infinity',
];

/** A value of any kind that JSON can carry, and that nobody sends by accident. */
export const hostileValue: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -0, -1, 1.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e308, 5e-324, [], {}, [[]]),
  fc.constantFrom<unknown>(...TEXTS),
  fc.constantFrom<unknown>(...PROTOTYPE_KEYS),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant('x'.repeat(5_000)),
);

/** Names that an object has although nobody put them there, and names of our own with something wrong. */
export const INHERITED_NAMES = [
  ...['toString', 'constructor', '__proto__', 'hasOwnProperty', 'valueOf', 'prototype', '__defineGetter__'],
  ...['', ' ', 'project.create ', 'PROJECT.CREATE', 'project.create\u0000', '../project.create', 'x'.repeat(10_000)],
];
