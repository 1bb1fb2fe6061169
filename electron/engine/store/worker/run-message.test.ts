import { protocol } from '@electric-sql/pglite';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runMessage } from './run-message.ts';

const { serialize } = protocol;

it('is what the serializer of PGlite writes, for any text', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constant('ä€😀\u0000'.repeat(3)));
  fc.assert(
    fc.property(fc.stringMatching(/^s\d{1,6}$/), fc.array(fc.option(text), { maxLength: 5 }), (statement, values) => {
      const theirs = [serialize.bind({ statement, values }), serialize.execute({}), serialize.sync()];
      expect(runMessage(statement, values)).toEqual(Buffer.concat(theirs));
    }),
  );
});
