import { useEffect, useRef } from 'react';
import { commandTable } from '../../shared/desk/command-table.ts';
import { isChord, isMac } from '../commands/key-chords.ts';
import { pageCommands, usePageCommandStore } from '../commands/page-commands.ts';
import { useRunCommand } from '../commands/use-run-command.ts';
import { ShortcutSheet } from './shortcut-sheet.tsx';

/** Time within which the second key of "G P" must come, in milliseconds. */
const SEQUENCE_MS = 900;

/** Listens for the keys of the command table and of the page. While somebody types, only those with Ctrl or Cmd count:
 * Alt and arrows move by words on a Mac. */
export function ShortcutKeys() {
  const run = useRunCommand();
  const lead = useRef<{ key: string; at: number }>({ key: '', at: 0 });
  useEffect(() => {
    const mac = isMac(navigator.platform);
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const typing = isTyping(event.target);
      const before = event.timeStamp - lead.current.at < SEQUENCE_MS ? lead.current.key : '';
      lead.current = { key: event.key.toLowerCase(), at: event.timeStamp };
      const isPressed = (keys: string | undefined): boolean => {
        if (keys === undefined) return false;
        const [first, second] = keys.split(' ');
        if (second === undefined) return isChord(event, keys, mac) && (event.ctrlKey || event.metaKey || !typing);
        return !typing && before === first?.toLowerCase() && isChord(event, second, mac);
      };
      const ofPage = pageCommands(usePageCommandStore.getState()).find(
        ({ keys, keysIn }) => keysIn !== 'field' && !(keysIn === 'outside-text' && typing) && isPressed(keys),
      );
      const ofDesk = commandTable.find(({ keys }) => isPressed(keys));
      if (ofPage === undefined && ofDesk === undefined) return;
      event.preventDefault();
      lead.current = { key: '', at: 0 };
      if (ofPage !== undefined) ofPage.run();
      else if (ofDesk !== undefined) run(ofDesk.id);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [run]);
  return <ShortcutSheet />;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
