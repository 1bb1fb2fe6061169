import { COMMANDS, EPISODE_KEYS } from '../../shared/desk/command-table.ts';
import { chordWords, isMac } from '../commands/key-chords.ts';
import { Dialog } from '../components/dialog.tsx';
import { useShortcutSheet } from './shortcut-sheet-store.ts';

export function ShortcutSheet() {
  const { isOpen, close } = useShortcutSheet();
  return (
    <Dialog open={isOpen} onClose={close} title="Keyboard shortcuts">
      <div className="grid grid-cols-2 gap-x-8 gap-y-5">
        {(['Go to', 'Make', 'Desk'] as const).map((section) => (
          <KeyList key={section} title={section} entries={COMMANDS.filter((command) => command.section === section)} />
        ))}
        <KeyList title="Episode" entries={EPISODE_KEYS} />
      </div>
    </Dialog>
  );
}

function KeyList({ title, entries }: { title: string; entries: readonly { label: string; keys?: string }[] }) {
  const mac = isMac(navigator.platform);
  return (
    <section>
      <h3 className="mb-1.5 text-xs font-semibold text-faint">{title}</h3>
      <dl className="flex flex-col gap-1">
        {entries.map(
          ({ label, keys }) =>
            keys !== undefined && (
              <div key={label} className="flex items-center justify-between gap-4">
                <dt className="text-soft">{label}</dt>
                <dd>
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
