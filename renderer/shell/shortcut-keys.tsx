import { useEffect, useRef } from 'react';
import { commandTable } from '../../shared/desk/command-table.ts';
import { isChord, isMac, keyOf } from '../commands/key-chords.ts';
import { isHeardIn, type KeyPlace, pageCommands, usePageCommandStore } from '../commands/page-commands.ts';
import { useRunCommand } from '../commands/use-run-command.ts';
import { ShortcutSheet } from './shortcut-sheet.tsx';

/** Time within which the second key of "G P" must come, in milliseconds. */
const SEQUENCE_MS = 900;

/**
 * Listens for the keys of the command table and of the page. While somebody types, only those with Ctrl or Cmd count: Alt and arrows
 * move by words on a Mac. Nothing is done to a page by keys that are pressed in what lies over it.
 */
export function ShortcutKeys() {
  const run = useRunCommand();
  const lead = useRef<{ key: string; at: number }>({ key: '', at: 0 });
  useEffect(() => {
    const mac = isMac(navigator.platform);
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const place = placeOf(event.target);
      const typing = place !== 'page';
      const before = event.timeStamp - lead.current.at < SEQUENCE_MS ? lead.current.key : '';
      lead.current = { key: keyOf(event), at: event.timeStamp };
      const isPressed = (keys: string | undefined): boolean => {
        if (keys === undefined) return false;
        const [first, second] = keys.split(' ');
        if (second === undefined) return isChord(event, keys, mac) && (event.ctrlKey || event.metaKey || !typing);
        return !typing && before === first?.toLowerCase() && isChord(event, second, mac);
      };
      const ofPage = isOverPage(event)
        ? undefined
        : pageCommands(usePageCommandStore.getState()).find(
            (command) => isHeardIn(command, place) && isPressed(command.keys),
          );
      const ofDesk = commandTable.find(({ keys }) => isPressed(keys));
      if (ofPage === undefined && ofDesk === undefined) return;
      event.preventDefault();
      lead.current = { key: '', at: 0 };
      // A key that is held down asks once: some of what it asks for costs money.
      if (event.repeat) return;
      if (ofPage !== undefined) ofPage.run();
      else if (ofDesk !== undefined) run(ofDesk.id);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [run]);
  return <ShortcutSheet />;
}

function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof HTMLElement)) return 'page';
  if (target.isContentEditable) return 'text';
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ? 'form' : 'page';
}

/**
 * In a dialog or a menu. By the way that the key came: a dialog that it has closed is not around its field any more. The recovery
 * screen covers the whole page, wherever the focus is.
 */
function isOverPage(event: KeyboardEvent): boolean {
  if (document.querySelector('[role=alertdialog]') !== null) return true;
  return event.composedPath().some((each) => each instanceof Element && each.matches('[role=dialog], [role=menu]'));
}
