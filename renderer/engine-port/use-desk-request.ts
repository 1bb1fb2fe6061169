import { useCallback } from 'react';
import type { DeskAnswer, DeskRequestName, DeskRequestParams } from '../../shared/ipc/desk-requests.ts';
import { useToasts } from '../components/toast-store.ts';
import { EngineFailure } from './engine-client.ts';
import { useEngine } from './engine-context.ts';

/** Asks this machine for something beside the store; a refusal is shown to the person and answered as null. */
export function useDeskRequest<R extends DeskRequestName>(
  name: R,
): (params: DeskRequestParams<R>) => Promise<DeskAnswer<R> | null> {
  const engine = useEngine();
  const show = useToasts((toasts) => toasts.show);
  return useCallback(
    async (params) => {
      try {
        return await engine.askDesk(name, params);
      } catch (error) {
        if (!(error instanceof EngineFailure)) throw error;
        show({ tone: 'warning', title: 'That did not work', body: error.message });
        return null;
      }
    },
    [engine, name, show],
  );
}
