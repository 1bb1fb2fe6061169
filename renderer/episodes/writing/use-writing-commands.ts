import { TEXT_COMMANDS } from '../../../shared/desk/text-commands.ts';
import { type PageCommand, usePageCommands } from '../../commands/page-commands.ts';
import { focusOutline } from './outline.tsx';
import { useSpelling } from './spelling-store.ts';
import type { WritingDesk } from './writing-desk.ts';

interface Deeds {
  find: () => void;
  toggleFocusMode: () => void;
}

/** What can be done to the texts of the episode, in the palette and the shortcut sheet. */
export function useWritingCommands(desk: WritingDesk, { find, toggleFocusMode }: Deeds): void {
  const inText = TEXT_COMMANDS.map(
    (command): PageCommand => ({ ...command, keysIn: 'field', run: () => desk.run(command.id) }),
  );
  usePageCommands([
    { id: 'text.find', label: 'Find and replace', keys: 'Mod+F', words: 'search', run: find },
    {
      id: 'text.outline',
      label: 'Go to a heading',
      keys: 'Mod+Shift+L',
      words: 'outline jump',
      run: () => focusOutline(desk.state.current),
    },
    { id: 'text.focus', label: 'Focus mode', keys: 'Mod+.', words: 'zen distraction', run: toggleFocusMode },
    { id: 'text.spelling', label: 'Check spelling: on or off', run: () => useSpelling.getState().toggle() },
    ...inText,
  ]);
}
