/** What a desk can truthfully say about its connection to the cloud. The page shows it; it never guesses. */

/** Why sync stands still. A set: one reason going away never unpauses another. */
export type PauseReason =
  | 'offline-by-choice'
  | 'suspended'
  | 'no-token'
  | 'access-revoked'
  | 'needs-confirmation'
  | 'store-unavailable'
  | 'cloud-too-old'
  | 'app-too-old';

export type Connection =
  /** A pause reason holds. */
  | { state: 'paused'; reasons: PauseReason[] }
  /** The last attempt did not reach the cloud, or the cloud could not do it; the next is due at `retry_at` (ISO). */
  | { state: 'unreachable'; since: string; retry_at: string }
  /** An attempt is on its way and nothing is known yet. */
  | { state: 'connecting' }
  /** The last round trip succeeded. */
  | { state: 'online'; realtime: 'live' | 'down' };

export interface SyncStatus {
  connection: Connection;
  /** Edits that the cloud has not confirmed, requests to generate included. */
  pending_count: number;
  /** When the oldest of them was made (ISO), null when nothing waits. */
  oldest_pending_at: string | null;
  /** Edits that the cloud refused and that wait for a person. */
  attention_count: number;
  open_conflict_count: number;
  /** When everything the cloud had was last known to be here (ISO), null before the first complete pull. */
  last_complete_pull_at: string | null;
  /** Progress of the first sync; null once it is complete. */
  first_sync: { rows: number } | null;
  pushing: boolean;
  pulling: boolean;
}
