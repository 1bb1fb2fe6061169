import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { type ActionId, type CommandId, commandTable } from '../../shared/desk/command-table.ts';
import { useSignOut } from '../account/sign-out-store.ts';
import { useDeskMemory } from '../desk-memory/memory-store.ts';
import { askDesktop } from '../desktop/desktop-store.ts';
import { useEngine } from '../engine-port/engine-context.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useQuickNote } from '../planning/quick-note-store.ts';
import { useNewProject } from '../projects/new-project-store.ts';
import { useSaveUnsent } from '../recovery/use-save-unsent.ts';
import { usePalette } from '../search/palette-store.ts';
import { useTheme } from '../settings/theme-store.ts';
import { useShortcutSheet } from '../shell/shortcut-sheet-store.ts';
import { toggleSidebar } from '../shell/use-sidebar.ts';

/** Runs a command of the table, wherever it was chosen. */
export function useRunCommand(): (id: CommandId) => void {
  const [, go] = useLocation();
  const engine = useEngine();
  const setOffline = useCommand('sync.set-offline');
  const syncNow = useCommand('sync.now');
  const checkAll = useCommand('sync.check');
  const saveUnsent = useSaveUnsent();
  return useCallback(
    (id) => {
      const path = commandTable.find((command) => command.id === id)?.path;
      if (path !== undefined) return go(path);
      const { link } = engine;
      const connection = link.state === 'ready' ? link.status.connection : null;
      const offline = connection?.state === 'paused' && connection.reasons.includes('offline-by-choice');
      const runs: Record<ActionId, () => void> = {
        'palette.open': () => usePalette.getState().open(),
        'shortcuts.show': () => useShortcutSheet.getState().open(),
        'sidebar.toggle': toggleSidebar,
        'panel.toggle': () => {
          const { panel, setPanel } = useDeskMemory.getState();
          setPanel({ open: !panel.open });
        },
        'offline.toggle': () => void setOffline({ offline: !offline }),
        'sync.now': () => void syncNow({}),
        'sync.check': () => void checkAll({}),
        'edits.save': saveUnsent,
        'theme.light': () => useTheme.getState().choose('light'),
        'theme.dark': () => useTheme.getState().choose('dark'),
        'theme.system': () => useTheme.getState().choose('system'),
        'account.sign-out': () => useSignOut.getState().open(),
        'go.back': () => window.history.back(),
        'go.forward': () => window.history.forward(),
        'note.capture': () => useQuickNote.getState().open(),
        'data-folder.show': () => void askDesktop('folder.show', { which: 'data' }),
        'diagnostics.save': () => void askDesktop('diagnostics.save', {}),
        'logs.show': () => void askDesktop('folder.show', { which: 'logs' }),
        'updates.check': () => void askDesktop('update.check', {}),
        'project.new': () => useNewProject.getState().open(),
      };
      runs[id as ActionId]();
    },
    [checkAll, engine, go, saveUnsent, setOffline, syncNow],
  );
}
