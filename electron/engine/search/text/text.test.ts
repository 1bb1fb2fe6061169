import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markAll, snippetOf } from './mark-hits.ts';
import { editDistance, nearWords } from './near-words.ts';
import { indexedText } from './normalize-text.ts';
import { parseSearch } from './parse-search.ts';

const words = (typed: string) => parseSearch(typed).map((term) => `${term.words.join('+')}${term.prefix ? '*' : ''}`);
const shown = (pieces: { text: string; hit: boolean }[]) =>
  pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

describe('parseSearch', () => {
  it.each([
    ['stor pri', ['stor', 'pri*']],
    ['stor pri ', ['stor', 'pri']],
    ['"grid storage" uk', ['grid+storage', 'uk*']],
    ['"unfinished phr', ['unfinished+phr']],
    ['Zürich', ['zurich*']],
    ['東京都', ['東京+京都']],
    ['東', ['東*']],
    ['iPhone発売', ['iphone', '発売']],
    ['C++ "', ['c']],
    ["drop table'; --", ['drop', 'table']],
    ['   ', []],
  ])('%s', (typed, expected) => {
    expect(words(typed)).toEqual(expected);
  });

  it('never fails and never makes an empty term', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        for (const term of parseSearch(typed)) expect(term.words.every((word) => word !== '')).toBe(true);
      }),
    );
  });
});

it('indexes what is not spaced by pairs, and the last character alone', () => {
  expect(indexedText('In 東京都。Now').split(/\s+/)).toEqual(['in', '東京', '京都', '都', '。now']);
});

describe('nearWords', () => {
  const vocabulary = ['storage', 'stories', 'regulation', 'battery', 'the', 'lending'];
  it.each([
    ['storgae', false, ['storage']],
    ['batery', false, ['battery']],
    ['regulatoin', false, ['regulation']],
    ['regualt', true, ['regulation']],
    ['teh', false, []],
    ['museum', false, []],
  ])('%s', (typed, prefix, expected) => {
    expect(nearWords(vocabulary, typed, prefix)).toEqual(expected);
  });

  it('measures a distance that is the same in both directions and nothing for the same word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b, 99)).toBe(editDistance(b, a, 99));
        expect(editDistance(a, a, 99)).toBe(0);
      }),
    );
  });
});

describe('highlights', () => {
  it('marks whole words, and the rest of a word that was begun', () => {
    expect(shown(markAll('Storage and restorage', [{ shown: 'storage', prefix: false }]))).toBe(
      '[Storage] and restorage',
    );
    expect(shown(markAll('Storages', [{ shown: 'stor', prefix: true }]))).toBe('[Storages]');
  });

  it('finds letters with accents and text without spaces where they stand', () => {
    expect(shown(markAll('ﬁn Škoda Zu\u0308rich', [{ shown: 'zurich', prefix: false }]))).toBe(
      'ﬁn Škoda [Zu\u0308rich]',
    );
    expect(shown(markAll('日本の東京都', [{ shown: '東京', prefix: false }]))).toBe('日本の[東京]都');
  });

  it('shows the part of a long text where most of it stands', () => {
    const text = `${'Nothing here. '.repeat(40)}storage ${'and more. '.repeat(60)}## Grid *storage* prices${' end'.repeat(99)}`;
    const marks = ['grid', 'storage', 'prices'].map((word) => ({ shown: word, prefix: false }));
    const snippet = shown(snippetOf(text, marks));
    expect(snippet).toContain('[Grid] [storage] [prices]');
    expect(snippet.startsWith('… ')).toBe(true);
    expect(snippet.length).toBeLessThan(260);
  });

  it('never loses or adds a character of a title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 1 }), (text, mark) => {
        expect(
          markAll(text, [{ shown: mark.toLowerCase(), prefix: true }])
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
