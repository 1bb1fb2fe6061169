import { usePageCommands } from '../commands/page-commands.ts';
import type { EpisodeMode } from './episode-page.tsx';

/** Edit or read, in the page's bar and in the palette. */
export function ModeSwitch({ mode, onMode }: { mode: EpisodeMode; onMode: (mode: EpisodeMode) => void }) {
  usePageCommands([
    mode === 'edit'
      ? { id: 'episode.read', label: 'Read the episode', keys: 'Mod+E', words: 'view', run: () => onMode('read') }
      : { id: 'episode.edit', label: 'Edit the episode', keys: 'Mod+E', words: 'write', run: () => onMode('edit') },
  ]);
  return (
    <fieldset className="flex rounded-md border border-line-strong p-0.5 text-[0.8125rem]">
      <legend className="sr-only">View</legend>
      {(['edit', 'read'] as const).map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={mode === choice}
          onClick={() => onMode(choice)}
          className="h-6 rounded px-2.5 font-medium text-soft aria-pressed:bg-selected aria-pressed:text-ink"
        >
          {choice === 'edit' ? 'Edit' : 'Read'}
        </button>
      ))}
    </fieldset>
  );
}
