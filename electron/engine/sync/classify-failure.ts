import { REFUSAL_CODES } from '../../../shared/sync/refusal.ts';

/** A call to the cloud that did not succeed. */
export interface CallFailure {
  /** HTTP status; 0 when no answer came. */
  status: number;
  /** SQLSTATE, PostgREST's PGRSTnnn, or empty. */
  code: string;
  message: string;
  hint: string | null;
  /** From `Retry-After`, in milliseconds. */
  retryAfterMs: number | null;
}

export type FailureKind =
  /** No answer, or only from something in between: it is not known whether the call was done. Everything waits. */
  | 'unreachable'
  /** The cloud asks for patience with this desk as a whole. Everything waits. */
  | 'too-many-calls'
  /** The cloud is there and could not do it now. This kind of call waits. */
  | 'try-again'
  | 'sign-in'
  | 'access-revoked'
  /** The cloud does not have the function. */
  | 'cloud-too-old'
  /** The cloud does not talk to so old an app any more. */
  | 'app-too-old'
  /** Trying again changes nothing. */
  | 'person';

/** In the code of a failure: no token could be had, and that says nothing about the sign-in. */
export const TOKEN_UNREACHABLE = 'token-unreachable';

const SIGN_IN = new Set<string>(['PGRST300', 'PGRST301', 'PGRST302', 'PGRST303', REFUSAL_CODES.noIdentity]);

/**
 * PGRST000-003: no database, no schema cache, pool timeout. 0A000 of a whole call: PostgREST met a standby that takes no writes. The
 * cloud does answer 0A000 about a single edit, which then is parked; that never comes this way.
 */
const TRY_AGAIN = new Set(['0A000', 'PGRST000', 'PGRST001', 'PGRST002', 'PGRST003']);

/**
 * What is_passing_error in migrations/cloud lets end a call so that it is sent again (a test compares the two): connection exception,
 * invalid transaction state (read-only), invalid statement name (a pooler), transaction rollback (deadlock, serialization),
 * insufficient resources, object not in the right state (lock not available), operator intervention (statement timeout, shutdown),
 * system error, configuration file error, internal error.
 */
const TRY_AGAIN_CLASSES = new Set(['08', '25', '26', '40', '53', '55', '57', '58', 'F0', 'XX']);

/** PGRST202: no such function; 42883: the same from Postgres. */
export const NO_FUNCTION = new Set<string>(['PGRST202', '42883']);

/**
 * Answers of something in between when they come without a code: PostgREST always gives one with these. Not taken for a refusal of
 * what was sent, or a network's login page would park every edit.
 */
const NOT_OURS = new Set([0, 403, 404, 405, 407, 408, 502, 503, 504, 511]);

/** Decides by HTTP status and SQLSTATE only; a message is for people and changes with every version. */
export function classifyFailure({ status, code }: Pick<CallFailure, 'status' | 'code'>): FailureKind {
  if (code === REFUSAL_CODES.accessRevoked) return 'access-revoked';
  if (code === REFUSAL_CODES.appTooOld || status === 426) return 'app-too-old';
  if (SIGN_IN.has(code)) return 'sign-in';
  if (NO_FUNCTION.has(code)) return 'cloud-too-old';
  if (TRY_AGAIN.has(code)) return 'try-again';
  if (isSqlState(code) && TRY_AGAIN_CLASSES.has(code.slice(0, 2))) return 'try-again';
  if (isSqlState(code)) return 'person';
  if (status === 401) return 'sign-in';
  if (status === 429) return 'too-many-calls';
  if (NOT_OURS.has(status)) return 'unreachable';
  if (status >= 500) return 'try-again';
  // A page of a hotel's network instead of an answer: a success or a redirect that is not ours.
  if (status < 400) return 'unreachable';
  return 'person';
}

function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code);
}
