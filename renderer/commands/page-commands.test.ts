import { describe, expect, it } from 'vitest';
import { isHeardIn, type PageCommand } from './page-commands.ts';

describe('isHeardIn', () => {
  it.each<[PageCommand['keysIn'], boolean, boolean, boolean]>([
    [undefined, true, true, true],
    ['outside-forms', true, true, false],
    ['outside-text', true, false, false],
    ['field', false, false, false],
  ])('keys that are for %s', (keysIn, onPage, inText, inForm) => {
    const command = keysIn === undefined ? {} : { keysIn };
    expect(isHeardIn(command, 'page')).toBe(onPage);
    expect(isHeardIn(command, 'text')).toBe(inText);
    expect(isHeardIn(command, 'form')).toBe(inForm);
  });
});
