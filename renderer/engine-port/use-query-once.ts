import { useCallback } from 'react';
import type { QueryName, QueryParams, QueryRow } from '../../shared/ipc/contract.ts';
import { useToasts } from '../components/toast-store.ts';
import { EngineFailure } from './engine-client.ts';
import { useEngine } from './engine-context.ts';

/**
 * Reads rows once, for something that a person asked for; a refusal is shown to them and answered as null.
 *
 * @param undone what was not done without the rows, for the title of that message
 */
export function useQueryOnce<Q extends QueryName>(
  name: Q,
  undone: string,
): (params: QueryParams<Q>) => Promise<QueryRow<Q>[] | null> {
  const engine = useEngine();
  const show = useToasts((toasts) => toasts.show);
  return useCallback(
    async (params) => {
      try {
        return await engine.query(name, params);
      } catch (error) {
        if (!(error instanceof EngineFailure)) throw error;
        show({ tone: 'warning', title: undone, body: `${error.message} Try again in a moment.` });
        return null;
      }
    },
    [engine, name, show, undone],
  );
}
