import type { CallFailure } from './classify-failure.ts';

/** What one step of a kind of traffic (enter, push, generation, pull) came to. */
export type StepResult =
  /** Nothing to do. */
  | { outcome: 'idle' }
  /** A round trip succeeded; `more` asks for the next step at once. */
  | { outcome: 'done'; more: boolean }
  | { outcome: 'failed'; failure: CallFailure }
  /** A person has to say yes first. */
  | { outcome: 'needs-confirmation' };
