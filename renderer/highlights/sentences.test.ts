import { describe, expect, it } from 'vitest';
import { sentencesOf } from './sentences.ts';

const wordsOf = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

describe('sentencesOf', () => {
  it('gives sentences without the space around them, line by line', () => {
    expect(wordsOf(' It fell by 3.4 per cent. Who saw it?\n\nA heading\nNobody. ')).toEqual([
      'It fell by 3.4 per cent.',
      'Who saw it?',
      'A heading',
      'Nobody.',
    ]);
  });
  it('knows where sentences end without spaces', () => {
    expect(wordsOf('価格は下がった。誰も見なかった。')).toEqual(['価格は下がった。', '誰も見なかった。']);
  });
  it('finds none in nothing', () => {
    expect(sentencesOf(' \n ')).toEqual([]);
  });
});
