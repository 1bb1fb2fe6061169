import { useCallback } from 'react';
import type { Created } from '../../../shared/ipc/commands.ts';
import type { CommandPayload } from '../../../shared/ipc/contract.ts';
import { EngineFailure } from '../../engine-port/engine-client.ts';
import { useEngine } from '../../engine-port/engine-context.ts';
import { useTelling } from '../../engine-port/use-telling.ts';

/**
 * Adds a memory, or changes the one with its id; a refusal is shown to the person and answered as null.
 *
 * @returns `isNew`: it is the form of a new one. What that has made, and was removed since, is made anew.
 */
export function useRemember(): (
  memory: CommandPayload<'project.remember'>,
  options: { isNew: boolean },
) => Promise<Created | null> {
  const engine = useEngine();
  const tell = useTelling();
  return useCallback(
    (memory, { isNew }) => {
      const remember = async () => {
        try {
          return await engine.command('project.remember', memory);
        } catch (error) {
          if (!isNew || !(error instanceof EngineFailure) || error.code !== 'not-found') throw error;
          const { id: _gone, ...anew } = memory;
          return engine.command('project.remember', anew);
        }
      };
      return tell(remember());
    },
    [engine, tell],
  );
}
