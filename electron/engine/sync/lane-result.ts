import type { CallFailure } from './classify-failure.ts';

/** What one step of a kind of traffic (enter, push, generation, pull, check) came to. */
export type StepResult =
  /** Nothing to do. */
  | { outcome: 'idle' }
  /** A round trip succeeded; `more` asks for the next step at once. */
  | { outcome: 'done'; more: boolean }
  | { outcome: 'failed'; failure: CallFailure }
  /** A person has to say yes first. */
  | { outcome: 'needs-confirmation' };

/** Something answered that is not the cloud: a proxy's page, a hotel's login. */
export function foreignAnswer(): CallFailure {
  return { status: 0, code: '', message: 'The answer was not one of the cloud.', hint: null, retryAfterMs: null };
}
