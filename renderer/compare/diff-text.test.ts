import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedWords, type DiffPart, diffText } from './diff-text.ts';

const joined = (parts: DiffPart[], without: DiffPart['kind']) =>
  parts
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

describe('diffText', () => {
  it('marks the words that changed, and nothing around them', () => {
    expect(diffText('One line.\nThe price is low.\n', 'One line.\nThe price is high.\n')).toEqual([
      { kind: 'kept', text: 'One line.\nThe price is ' },
      { kind: 'removed', text: 'low' },
      { kind: 'added', text: 'high' },
      { kind: 'kept', text: '.\n' },
    ]);
  });

  it.each([
    ['It cost £9,400 then.', 'It cost £9,500 then.', '9,400', '9,500'],
    ['It was 3.5 percent.', 'It was 3.8 percent.', '3.5', '3.8'],
    ['We don’t know.', 'We didn’t know.', 'don’t', 'didn’t'],
    ['北京的天气', '上海的天气', '北京', '上海'],
  ])('takes a number or a word of any script for one: %s', (base, text, removed, added) => {
    const parts = diffText(base, text);
    expect(parts.filter(({ kind }) => kind !== 'kept')).toEqual([
      { kind: 'removed', text: removed },
      { kind: 'added', text: added },
    ]);
  });

  it('counts the words that came and went', () => {
    expect(changedWords(diffText('a b c', 'a b new words'))).toEqual({ added: 2, removed: 1 });
  });

  it('holds both texts whole, whatever they are', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b ', 'é', '字', '\n', '\r\n', ' ', '.') });
    fc.assert(
      fc.property(text, text, (base, changed) => {
        const parts = diffText(base, changed);
        expect(joined(parts, 'removed')).toBe(changed);
        expect(joined(parts, 'added')).toBe(base);
      }),
    );
  });
});
