import { describe, expect, it } from 'vitest';
import { BOARD_KEYS, COMMANDS, EPISODE_KEYS, READING_KEYS } from '../../shared/desk/command-table.ts';
import { chordWords, isChord, type KeyPress } from './key-chords.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('isChord', () => {
  it.each<[string, KeyPress, boolean, boolean]>([
    ['Mod+K', press('k', { ctrlKey: true }), false, true],
    ['Mod+K', press('k', { metaKey: true }), true, true],
    ['Mod+K', press('k', { ctrlKey: true }), true, false],
    ['Mod+K', press('k'), false, false],
    ['Mod+K', press('K', { ctrlKey: true, shiftKey: true }), false, false],
    ['Mod+Shift+N', press('N', { ctrlKey: true, shiftKey: true }), false, true],
    ['?', press('?', { shiftKey: true }), false, true],
    ['?', press('?'), false, true],
    ['Alt+Left', press('ArrowLeft', { altKey: true }), false, true],
    ['Mod+,', press(',', { ctrlKey: true }), false, true],
    // Hebrew, Arabic (one key that writes two letters), Cyrillic, Greek.
    ['Mod+K', press('ל', { code: 'KeyK', ctrlKey: true }), false, true],
    ['Mod+B', press('لا', { code: 'KeyB', ctrlKey: true }), false, true],
    ['Mod+Shift+N', press('Т', { code: 'KeyN', ctrlKey: true, shiftKey: true }), false, true],
    ['J', press('ξ', { code: 'KeyJ' }), false, true],
    ['Mod+K', press('ל', { code: 'KeyL', ctrlKey: true }), false, false],
    ['Mod+;', press('ж', { code: 'Semicolon', ctrlKey: true }), false, false],
    // Latin keyboards of another order: the letter counts, not its place.
    ['Mod+K', press('k', { code: 'KeyV', ctrlKey: true }), false, true],
    ['Mod+V', press('k', { code: 'KeyV', ctrlKey: true }), false, false],
    ['Mod+W', press('é', { code: 'KeyW', ctrlKey: true }), false, false],
    ['Mod+M', press(',', { code: 'KeyM', ctrlKey: true }), false, false],
  ])('%s with %o', (chord, pressed, mac, expected) => {
    expect(isChord(pressed, chord, mac)).toBe(expected);
  });
});

describe('the command table', () => {
  it('gives no id, label or key twice', () => {
    for (const values of [COMMANDS.map(({ id }) => id), COMMANDS.map(({ label }) => label)]) {
      expect(new Set<string>(values).size).toBe(values.length);
    }
    const keys = [
      ...COMMANDS.flatMap((command) => ('keys' in command ? [command.keys] : [])),
      ...EPISODE_KEYS.map(({ keys }) => keys),
      ...READING_KEYS.map(({ keys }) => keys),
      ...BOARD_KEYS.map(({ keys }) => keys),
    ];
    expect(new Set<string>(keys).size).toBe(keys.length);
  });

  it('writes chords as people of the platform do', () => {
    expect(chordWords('Mod+Shift+N', false)).toBe('Ctrl Shift N');
    expect(chordWords('Mod+Shift+N', true)).toBe('⌘⇧N');
  });
});
