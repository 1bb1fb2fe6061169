import { EngineFailure } from './engine-client.ts';

/** Why something of many steps stopped. `isUnsure`: the step that it stopped in may have been done, or not. */
export function whyStopped(error: unknown): { words: string; isUnsure: boolean } {
  if (!(error instanceof EngineFailure)) {
    return { words: 'It stopped for a reason that this app does not know.', isUnsure: false };
  }
  // What its message says is for one step, which somebody would do again.
  if (error.code === 'unanswered') {
    return { words: 'The part of the app that keeps your data went away before it answered.', isUnsure: true };
  }
  return { words: error.message, isUnsure: false };
}
