import type { PauseReason } from '../../../shared/sync/status.ts';

/**
 * Pause reasons that end by themselves. They are looked at again after these waits, in milliseconds: a token may come with the
 * next page, a membership is given back by a person, an old cloud is updated by one (or its demand for a newer app taken back),
 * a full disk has room again.
 */
export const PROBE_AFTER_MS = {
  'no-token': 15_000,
  'access-revoked': 5 * 60_000,
  'cloud-too-old': 60_000,
  'app-too-old': 15 * 60_000,
  'store-unavailable': 10_000,
} as const satisfies { [Reason in PauseReason]?: number };

export type ProbedReason = keyof typeof PROBE_AFTER_MS;

export function isProbed(reason: PauseReason): reason is ProbedReason {
  return Object.hasOwn(PROBE_AFTER_MS, reason);
}
