import { useCallback } from 'react';
import type { DeskAnswer, DeskRequestName, DeskRequestParams } from '../../shared/ipc/desk-requests.ts';
import { useEngine } from './engine-context.ts';
import { useTelling } from './use-telling.ts';

/** Asks this machine for something beside the store; a refusal is shown to the person and answered as null. */
export function useDeskRequest<R extends DeskRequestName>(
  name: R,
): (params: DeskRequestParams<R>) => Promise<DeskAnswer<R> | null> {
  const engine = useEngine();
  const tell = useTelling();
  return useCallback((params) => tell(engine.askDesk(name, params)), [engine, name, tell]);
}
