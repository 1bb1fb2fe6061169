/** Bounds of one Realtime server; the defaults are those of a self-hosted one unless a reason is given. */
export interface Limits {
  payloadBytes: number;
  frameBytes: number;
  joinsPerSecond: number;
  eventsPerSecond: number;
  channelsPerSocket: number;
  sockets: number;
  presenceCalls: number;
  presenceWindowMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  payloadBytes: 256_000, // a hosted free project's, the smallest there is: what works here works there
  frameBytes: 5_000_000,
  joinsPerSecond: 100,
  eventsPerSecond: 1000, // a first sync of a large organisation pokes often, and only this machine pays for it
  channelsPerSocket: 100,
  sockets: 200,
  presenceCalls: 5,
  presenceWindowMs: 30_000,
};

export const REPLAY_LIMIT = 25;

/** A counter that starts anew each second; false when the second's share is used up. */
export function perSecond(limit: number, now: () => number = Date.now): () => boolean {
  let second = 0;
  let used = 0;
  return () => {
    const current = Math.floor(now() / 1000);
    if (current !== second) [second, used] = [current, 0];
    used += 1;
    return used <= limit;
  };
}
