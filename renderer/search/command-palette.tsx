import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { useLocation } from 'wouter';
import { useShallow } from 'zustand/react/shallow';
import type { SearchHit } from '../../shared/ipc/search.ts';
import { chordWords, isMac } from '../commands/key-chords.ts';
import { pageCommands, usePageCommandStore } from '../commands/page-commands.ts';
import { useRunCommand } from '../commands/use-run-command.ts';
import { useDeskMemory } from '../desk-memory/memory-store.ts';
import { useSession } from '../engine-port/use-session.ts';
import { NewProjectDialog } from '../projects/new-project-dialog.tsx';
import { type PaletteEntry, paletteEntries } from './palette-entries.ts';
import { usePalette } from './palette-store.ts';
import { useSearch } from './use-search.ts';

/** A palette is for the few best; the search page has the rest. */
const HITS = 8;

/** Go anywhere, do anything, find any text, without the mouse. */
export function CommandPalette() {
  const { isOpen, close } = usePalette();
  return (
    <>
      <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : close())}>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/25" />
          <Dialog.Popup className="fixed top-[14vh] left-1/2 z-50 w-[min(38rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised shadow-raised outline-none">
            <Dialog.Title className="sr-only">Search or do</Dialog.Title>
            <PaletteBody onDone={close} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <NewProjectDialog />
    </>
  );
}

/** Hits of one kind stand together, under its heading; the kind of the best hit comes first. */
function byKind(hits: readonly SearchHit[]): SearchHit[] {
  return Object.values(Object.groupBy(hits, ({ kind }) => kind)).flatMap((some) => some ?? []);
}

function PaletteBody({ onDone }: { onDone: () => void }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const run = useRunCommand();
  const [location, go] = useLocation();
  const role = useSession()?.role;
  const found = useSearch({ text, limit: HITS });
  const entries = paletteEntries(text, {
    hits: found.state === 'found' ? byKind(found.answer.hits) : [],
    recent: useDeskMemory(({ pages }) => pages).filter(({ path }) => path !== location),
    here: usePageCommandStore(useShallow(pageCommands)),
    isAdmin: role === 'OWNER' || role === 'ADMIN',
    isDesktop: window.showrunner !== undefined,
  });
  const listId = useId();
  // Hits may still be those of the words before: an Enter waits for its own, which are here in some milliseconds.
  const isBehind = found.state === 'found' && !found.current;
  const [isWaiting, setWaiting] = useState(false);
  const at = Math.min(chosen, Math.max(0, entries.length - 1));
  const choose = (entry: PaletteEntry | undefined) => {
    if (entry === undefined) return;
    onDone();
    if (entry.kind === 'command') run(entry.command);
    else if (entry.kind === 'here') entry.run();
    else go(entry.path);
  };
  const enter = useEffectEvent(() => choose(entries[at]));
  useEffect(() => {
    if (isWaiting && !isBehind) enter();
  }, [isWaiting, isBehind]);
  return (
    <>
      <input
        role="combobox"
        dir="auto"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={entries[at] === undefined ? undefined : `${listId}-${at}`}
        aria-label="Search or do"
        placeholder="Search projects, episodes, notes and text, or type a command"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
          setWaiting(false);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step !== undefined && entries.length > 0) {
            event.preventDefault();
            setChosen((at + step + entries.length) % entries.length);
          }
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            if (isBehind && entries[at]?.kind === 'place') setWaiting(true);
            else choose(entries[at]);
          }
        }}
        className="w-full border-b border-line bg-transparent px-4 py-3.5 text-[0.9375rem] placeholder:text-faint focus:outline-none"
      />
      <div id={listId} role="listbox" aria-label="Results" className="max-h-[50vh] overflow-y-auto p-1.5">
        {entries.length === 0 && (
          <p className="px-3 py-6 text-center text-soft">
            Nothing on this machine for “<bdi>{text.trim()}</bdi>”.
          </p>
        )}
        {entries.map((entry, index) => (
          <Entry
            key={entry.key}
            id={`${listId}-${index}`}
            entry={entry}
            heading={entry.section !== entries[index - 1]?.section}
            selected={index === at}
            onPoint={() => setChosen(index)}
            onChoose={() => choose(entry)}
          />
        ))}
      </div>
    </>
  );
}

interface EntryProps {
  id: string;
  entry: PaletteEntry;
  heading: boolean;
  selected: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function Entry({ id, entry, heading, selected, onPoint, onChoose }: EntryProps) {
  return (
    <>
      {heading && (
        <p role="presentation" className="px-3 pt-2 pb-1 text-[0.6875rem] font-semibold text-faint">
          {entry.section}
        </p>
      )}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={selected}
        ref={(element) => {
          if (selected) element?.scrollIntoView({ block: 'nearest' });
        }}
        onMouseMove={onPoint}
        onClick={onChoose}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChoose();
        }}
        className="flex cursor-default items-baseline gap-3 rounded-md px-3 py-1.5 aria-selected:bg-selected"
      >
        <span dir="auto" className="max-w-[70%] shrink-0 truncate">
          {entry.label}
        </span>
        <span dir="auto" className="min-w-0 flex-1 truncate text-[0.8125rem] text-faint">
          {entry.detail}
        </span>
        {entry.keys !== null && (
          <kbd className="shrink-0 font-sans text-xs text-faint">
            {chordWords(entry.keys, isMac(navigator.platform))}
          </kbd>
        )}
      </div>
    </>
  );
}
