import { useCallback } from 'react';
import type { CommandName, CommandPayload, CommandResult } from '../../shared/ipc/contract.ts';
import { useToasts } from '../components/toast-store.ts';
import { EngineFailure } from './engine-client.ts';
import { useEngine } from './engine-context.ts';

/** Gives a command; a refusal is shown to the person and answered as null. */
export function useCommand<C extends CommandName>(
  name: C,
): (payload: CommandPayload<C>) => Promise<CommandResult<C> | null> {
  const engine = useEngine();
  const show = useToasts((toasts) => toasts.show);
  return useCallback(
    async (payload) => {
      try {
        return await engine.command(name, payload);
      } catch (error) {
        if (!(error instanceof EngineFailure)) throw error;
        show({ tone: 'warning', title: 'That did not work', body: error.message });
        return null;
      }
    },
    [engine, name, show],
  );
}
