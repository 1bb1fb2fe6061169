import { useCallback, useEffect, useState } from 'react';
import type { BackupList } from '../../shared/ipc/desk-requests.ts';
import { useEngine, useEngineLink } from '../engine-port/engine-context.ts';

/** The backups as they are when the page opens, when the engine comes back, and after `reload`. Null until then. */
export function useBackups(): { list: BackupList | null; reload: () => void } {
  const engine = useEngine();
  const isReady = useEngineLink((link) => link.state === 'ready');
  const [list, setList] = useState<BackupList | null>(null);
  const reload = useCallback(() => {
    // The engine went away: it is asked again when it is back.
    engine.askDesk('backups.list', {}).then(setList, () => undefined);
  }, [engine]);
  useEffect(() => {
    if (isReady) reload();
  }, [isReady, reload]);
  return { list, reload };
}
