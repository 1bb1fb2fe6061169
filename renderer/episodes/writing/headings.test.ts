import { Text } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { headingsOf } from './headings.ts';

const read = (text: string) => headingsOf(Text.of(text.split('\n'))).map(({ level, title, at }) => [level, title, at]);

describe('headingsOf', () => {
  it('finds both kinds, with their places', () => {
    expect(read('# One\ntext\n\n## Two ##\nThree\n---\nFour\n===')).toEqual([
      [1, 'One', 0],
      [2, 'Two', 12],
      [2, 'Three', 22],
      [1, 'Four', 32],
    ]);
  });

  it('takes no code, rule, table or list for one', () => {
    expect(read('```\n# no\n```\n\n---\n| a |\n---\n- item\n---\n~~~~\n~~~\n# no\n~~~~\n# Yes')).toEqual([
      [1, 'Yes', 58],
    ]);
  });

  it('shows words without their signs', () => {
    expect(read('## What **it** `costs`, [says](https://a.example) *she*')).toEqual([
      [2, 'What it costs, says she', 0],
    ]);
  });
});
