import { useCallback } from 'react';
import { useLocation } from 'wouter';
import type { CommandId } from '../../shared/desk/command-table.ts';
import { useToasts } from '../components/toast-store.ts';
import { useEngine, useEngineLink } from '../engine-port/engine-context.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useNewProject } from '../projects/new-project-store.ts';
import { saveUnsent } from '../recovery/save-unsent.ts';
import { usePalette } from '../search/palette-store.ts';
import { useTheme } from '../settings/theme-store.ts';
import { useShortcutSheet } from '../shell/shortcut-sheet-store.ts';
import { runEpisodeCommand } from './episode-commands-store.ts';

/** Runs a command of the table, wherever it was chosen. */
export function useRunCommand(): (id: CommandId) => void {
  const [, go] = useLocation();
  const link = useEngineLink();
  const engine = useEngine();
  const show = useToasts((toasts) => toasts.show);
  const setOffline = useCommand('sync.set-offline');
  const syncNow = useCommand('sync.now');
  const checkAll = useCommand('sync.check');
  return useCallback(
    (id) => {
      const connection = link.state === 'ready' ? link.status.connection : null;
      const offline = connection?.state === 'paused' && connection.reasons.includes('offline-by-choice');
      const runs: Record<Exclude<CommandId, `episode.${string}`>, () => void> = {
        'palette.open': () => usePalette.getState().open(),
        'shortcuts.show': () => useShortcutSheet.getState().open(),
        'offline.toggle': () => void setOffline({ offline: !offline }),
        'sync.now': () => void syncNow({}),
        'sync.check': () => void checkAll({}),
        'edits.save': () => {
          const stop = engine.subscribe(
            'sync.unsent',
            {},
            (rows) => {
              stop();
              saveUnsent(rows, new Date());
            },
            () => undefined,
          );
        },
        'theme.light': () => useTheme.getState().choose('light'),
        'theme.dark': () => useTheme.getState().choose('dark'),
        'theme.system': () => useTheme.getState().choose('system'),
        'go.projects': () => go('/'),
        'go.conflicts': () => go('/conflicts'),
        'go.attention': () => go('/attention'),
        'go.settings': () => go('/settings'),
        'go.back': () => window.history.back(),
        'go.forward': () => window.history.forward(),
        'project.new': () => useNewProject.getState().open(),
      };
      if (isEpisodeCommand(id)) {
        if (!runEpisodeCommand(id)) show({ tone: 'info', title: 'Open an episode first' });
        return;
      }
      runs[id]();
    },
    [checkAll, engine, go, link, setOffline, show, syncNow],
  );
}

type EpisodeCommandId = Extract<CommandId, `episode.${string}`>;

function isEpisodeCommand(id: CommandId): id is EpisodeCommandId {
  return id.startsWith('episode.');
}
