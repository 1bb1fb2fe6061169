import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonArray } from './json-array.ts';

it('is the array of its rows, in UTF-8', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), (rows) => {
      const text = Buffer.from(jsonArray(rows.map((row) => JSON.stringify(row)))).toString();
      expect(text).toBe(JSON.stringify(rows));
    }),
  );
});
