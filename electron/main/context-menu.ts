import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import { outsideAddress } from '../../shared/desk/outside-address.ts';
import { isAppAddress } from './app-address.ts';
import { deepLinkTo } from './deep-link.ts';

/** What Electron knows of the place that was clicked on, as far as the menu is about it. */
export type ClickedPlace = Pick<
  ContextMenuParams,
  'dictionarySuggestions' | 'editFlags' | 'isEditable' | 'linkURL' | 'misspelledWord' | 'selectionText'
>;

export interface ContextMenuActions {
  replaceWord(word: string): void;
  addToDictionary(word: string): void;
  copy(text: string): void;
}

/** The menu of a right click, of what can be done there; empty where that is nothing. */
export function contextMenuTemplate(place: ClickedPlace, actions: ContextMenuActions): MenuItemConstructorOptions[] {
  const groups = [spelling(place, actions), link(place, actions), editing(place)].filter((group) => group.length > 0);
  return groups.flatMap((group, index) => (index === 0 ? group : [{ type: 'separator' }, ...group]));
}

function spelling(
  { misspelledWord, dictionarySuggestions }: ClickedPlace,
  { replaceWord, addToDictionary }: ContextMenuActions,
): MenuItemConstructorOptions[] {
  if (misspelledWord === '') return [];
  return [
    ...dictionarySuggestions.map((word) => ({ label: inMenu(word), click: () => replaceWord(word) })),
    { label: 'Add to dictionary', click: () => addToDictionary(misspelledWord) },
  ];
}

function link({ linkURL }: ClickedPlace, { copy }: ContextMenuActions): MenuItemConstructorOptions[] {
  // The address of a page inside the app opens nothing elsewhere; of some there is a link that does.
  const address = isAppAddress(linkURL) ? deepLinkTo(new URL(linkURL).pathname) : outsideAddress(linkURL);
  return address === null ? [] : [{ label: 'Copy link', click: () => copy(address) }];
}

function editing({ editFlags, isEditable, selectionText }: ClickedPlace): MenuItemConstructorOptions[] {
  const copy: MenuItemConstructorOptions = { role: 'copy', label: 'Copy', enabled: editFlags.canCopy };
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy];
  return [
    { role: 'cut', label: 'Cut', enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: 'Paste', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: 'Select all', enabled: editFlags.canSelectAll },
  ];
}

/** In a label "&" marks the letter of a key. */
function inMenu(word: string): string {
  return word.replaceAll('&', '&&');
}
