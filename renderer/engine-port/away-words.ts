import type { Request } from '../../shared/ipc/contract.ts';

/** What would have done something here; the others only read, and read again change nothing. */
const DOING: readonly Request['kind'][] = ['command', 'desk'];

/**
 * Why a request has no answer: what happened, what is safe, what to do next.
 *
 * @param wasSent before the engine went away: nobody can then say whether it was carried out
 */
export function awayWords(why: 'restarting' | 'other-version', kind: Request['kind'], wasSent: boolean): string {
  const isOther = why === 'other-version';
  if (!DOING.includes(kind)) {
    return isOther
      ? 'The app was updated while this window was open. What was saved is safe; please reload the window.'
      : 'The part of the app that keeps your data is restarting, and is back in a moment. What was saved is safe.';
  }
  if (!wasSent) {
    return isOther
      ? 'The app was updated while this window was open, so this was not done. What you typed is kept; please reload the window.'
      : 'The part of the app that keeps your data is restarting, so this was not done. What you typed stays in its field; try again in a moment.';
  }
  return isOther
    ? 'The app was updated while this was on its way: it may have been done, or not. What you typed is kept; reload the window, and look before you try again.'
    : 'The part of the app that keeps your data went away before it answered: this may have been done, or not. What you typed stays in its field; look before you try again.';
}
