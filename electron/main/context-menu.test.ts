import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { startFakeApp } from '../testing/fake-app.ts';
import { type ClickedPlace, contextMenuTemplate } from './context-menu.ts';

const id = '01934f2e-7a1b-7c3d-9e4f-0123456789ab';
const FLAGS: ClickedPlace['editFlags'] = {
  canUndo: false,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: true,
  canDelete: false,
  canSelectAll: true,
  canEditRichly: false,
};
const NOWHERE: ClickedPlace = {
  dictionarySuggestions: [],
  editFlags: FLAGS,
  isEditable: false,
  linkURL: '',
  misspelledWord: '',
  selectionText: '',
};
const FIELD = { isEditable: true };
const EDITING = ['(Cut)', '(Copy)', 'Paste', '—', 'Select all'];

/** As a person reads it: what cannot be chosen in brackets. */
function read(items: MenuItemConstructorOptions[]): string[] {
  return items.map(({ label = '', type, enabled = true }) =>
    type === 'separator' ? '—' : enabled ? label : `(${label})`,
  );
}

describe('a right click', () => {
  test.each<[string, Partial<ClickedPlace>, string[]]>([
    ['on nothing', {}, []],
    ['on words that are marked', { selectionText: 'x', editFlags: { ...FLAGS, canCopy: true } }, ['Copy']],
    ['in a field', FIELD, EDITING],
    [
      'on a selection in a field',
      { ...FIELD, selectionText: 'x', editFlags: { ...FLAGS, canCut: true, canCopy: true } },
      ['Cut', 'Copy', 'Paste', '—', 'Select all'],
    ],
    [
      'on a misspelled word',
      { ...FIELD, misspelledWord: 'teh', dictionarySuggestions: ['the', 'R&D'] },
      ['the', 'R&&D', 'Add to dictionary', '—', ...EDITING],
    ],
    [
      'on a word that nothing is suggested for',
      { ...FIELD, misspelledWord: 'xyzzy' },
      ['Add to dictionary', '—', ...EDITING],
    ],
    ['on a link to the world', { linkURL: 'http://example.org/' }, ['Copy link']],
    ['on a link to an episode', { linkURL: `showrunner-app://desk/episodes/${id}` }, ['Copy link']],
    ['on a link to a page that no link opens', { linkURL: 'showrunner-app://desk/settings' }, []],
    ['on a link that is not opened', { linkURL: 'file:///etc/passwd' }, []],
  ])('%s', (_, place, labels) => {
    const actions = { replaceWord: () => {}, addToDictionary: () => {}, copy: () => {} };
    expect(read(contextMenuTemplate({ ...NOWHERE, ...place }, actions))).toEqual(labels);
  });

  test('on the page opens its menu, whose entries do what they say; on nothing it opens none', async () => {
    const { fake } = await startFakeApp();
    const page = fake.windows[0];
    const click = (label: string) =>
      (fake.popups.at(-1)?.find((item) => item.label === label)?.click as (() => void) | undefined)?.();
    page?.contents.emit('context-menu', {}, NOWHERE);
    expect(fake.popups).toEqual([]);
    const place = { ...FIELD, misspelledWord: 'teh', dictionarySuggestions: ['the'] };
    page?.contents.emit(
      'context-menu',
      {},
      {
        ...NOWHERE,
        ...place,
        linkURL: `showrunner-app://desk/episodes/${id}`,
      },
    );
    for (const label of ['the', 'Add to dictionary', 'Copy link']) click(label);
    expect(page?.words).toEqual(['replaced by the', 'learned teh']);
    expect(fake.copied).toEqual([`showrunner://episode/${id}`]);
  });
});
