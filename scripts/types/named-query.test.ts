import { describe, expect, it } from 'vitest';
import { parseNamedQuery } from './named-query.ts';

describe('parseNamedQuery', () => {
  it('numbers parameters by first use, and leaves casts, strings, names and comments alone', () => {
    const query = parseNamedQuery(
      'a.b',
      `-- What it is for.\nselect ':no', ":no", x::text -- :no\nfrom t where a = :second::uuid and b = :first and c = :second;\n`,
    );
    expect(query.parameters).toEqual(['second', 'first']);
    expect(query.sql).toBe(`select ':no', ":no", x::text -- :no\nfrom t where a = $1::uuid and b = $2 and c = $1`);
    expect(query.comment).toBe('What it is for.');
  });

  it('reads types of columns', () => {
    const text = "-- For a test.\n-- @type a Thing[] from domain/things.ts\n-- @type b 'x' | 'y'\nselect 1";
    expect(parseNamedQuery('a.b', text).typed).toEqual([
      { column: 'a', type: 'Thing[]', from: 'domain/things.ts' },
      { column: 'b', type: "'x' | 'y'", from: null },
    ]);
  });

  it('insists on a comment, and on annotations it can read', () => {
    expect(() => parseNamedQuery('a.b', 'select 1')).toThrow('must begin with a comment');
    expect(() => parseNamedQuery('a.b', '-- For a test.\n-- @types a\nselect 1')).toThrow('@types a');
  });
});
