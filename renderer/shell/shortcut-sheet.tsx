import { useShallow } from 'zustand/react/shallow';
import { BOARD_KEYS, commandTable, EPISODE_KEYS, READING_KEYS } from '../../shared/desk/command-table.ts';
import { chordWords, isMac } from '../commands/key-chords.ts';
import { pageCommands, usePageCommandStore } from '../commands/page-commands.ts';
import { Dialog } from '../components/dialog.tsx';
import { useShortcutSheet } from './shortcut-sheet-store.ts';

export function ShortcutSheet() {
  const { isOpen, close } = useShortcutSheet();
  const here = usePageCommandStore(useShallow(pageCommands)).filter(({ keys }) => keys !== undefined);
  return (
    <Dialog open={isOpen} onClose={close} title="Keyboard shortcuts" size="wide">
      <div className="columns-1 gap-x-8 sm:columns-2 xl:columns-3">
        {here.length > 0 && <KeyList title="On this page" entries={here} />}
        {(['Go to', 'Make', 'Desk'] as const).map((section) => (
          <KeyList
            key={section}
            title={section}
            entries={commandTable.filter((command) => command.section === section)}
          />
        ))}
        <KeyList
          title="Episode"
          entries={EPISODE_KEYS.filter(({ keys }) => !here.some((each) => each.keys === keys))}
        />
        <KeyList title="Reading an episode" entries={READING_KEYS} />
        <KeyList title="Planning board" entries={BOARD_KEYS} />
      </div>
    </Dialog>
  );
}

function KeyList({ title, entries }: { title: string; entries: readonly { label: string; keys?: string }[] }) {
  const mac = isMac(navigator.platform);
  return (
    <section className="mb-5 break-inside-avoid-column">
      <h3 className="mb-1.5 text-xs font-semibold text-faint">{title}</h3>
      <dl className="flex flex-col gap-1">
        {entries.map(
          ({ label, keys }) =>
            keys !== undefined && (
              <div key={label} className="flex items-baseline justify-between gap-4">
                <dt className="text-soft">{label}</dt>
                <dd className="shrink-0 whitespace-nowrap">
                  <kbd className="rounded border border-line bg-sunken px-1.5 py-0.5 font-sans text-xs text-soft">
                    {chordWords(keys, mac)}
                  </kbd>
                </dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
