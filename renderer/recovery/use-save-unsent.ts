import { useCallback } from 'react';
import { useToasts } from '../components/toast-store.ts';
import { useEngine } from '../engine-port/engine-context.ts';
import { useQueryOnce } from '../engine-port/use-query-once.ts';
import { saveUnsent } from './save-unsent.ts';

const NO_COPY = 'No copy was saved';

/** Saves a copy of what only this machine has, read at that moment: never an empty file because nothing was read yet. */
export function useSaveUnsent(): () => void {
  const engine = useEngine();
  const readEdits = useQueryOnce('sync.unsent', NO_COPY);
  const readConflicts = useQueryOnce('conflicts.open', NO_COPY);
  const show = useToasts((toasts) => toasts.show);
  return useCallback(() => {
    const save = async () => {
      const edits = await readEdits({});
      const conflicts = edits === null ? null : await readConflicts({});
      if (edits === null || conflicts === null) return;
      saveUnsent(edits, conflicts, new Date());
      const { link } = engine;
      const open = link.state === 'connecting' ? 0 : (link.status?.open_conflict_count ?? 0);
      // The query is bounded, as every one is.
      if (open > conflicts.length) {
        show({
          tone: 'warning',
          title: `The copy holds the newest ${conflicts.length} of ${open} conflicts`,
          body: 'The others are still on this machine. Settle some, then save another copy.',
        });
      }
    };
    void save();
  }, [engine, readConflicts, readEdits, show]);
}
