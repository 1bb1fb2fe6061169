import { useCallback } from 'react';
import { useToasts } from '../components/toast-store.ts';
import { EngineFailure } from './engine-client.ts';

/** Waits for what a person asked for; a refusal is shown to them and answered as null. */
export function useTelling(): <Result>(asked: Promise<Result>) => Promise<Result | null> {
  const show = useToasts((toasts) => toasts.show);
  return useCallback(
    async (asked) => {
      try {
        return await asked;
      } catch (error) {
        if (!(error instanceof EngineFailure)) throw error;
        // Nobody can say of what was not answered that it did not work.
        const title = error.code === 'unanswered' ? 'That may not have worked' : 'That did not work';
        show({ tone: 'warning', title, body: error.message });
        return null;
      }
    },
    [show],
  );
}
