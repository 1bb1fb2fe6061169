import { useCallback } from 'react';
import type { CommandName, CommandPayload, CommandResult } from '../../shared/ipc/contract.ts';
import { useEngine } from './engine-context.ts';
import { useTelling } from './use-telling.ts';

/** Gives a command; a refusal is shown to the person and answered as null. */
export function useCommand<C extends CommandName>(
  name: C,
): (payload: CommandPayload<C>) => Promise<CommandResult<C> | null> {
  const engine = useEngine();
  const tell = useTelling();
  return useCallback((payload) => tell(engine.command(name, payload)), [engine, name, tell]);
}
