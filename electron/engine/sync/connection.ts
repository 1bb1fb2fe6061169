import type { Connection, PauseReason } from '../../../shared/sync/status.ts';
import {
  type ConnectionCause,
  LINK_TRANSITIONS,
  PAUSE_TRANSITIONS,
  REALTIME_TRANSITIONS,
} from './connection-transitions.ts';

/**
 * The connection as a state machine: three states of the link, the state of Realtime, and a set of pause reasons on top. Pure.
 * The tables are in connection-transitions.ts.
 */
export interface ConnectionState {
  link: Link;
  realtime: 'live' | 'down';
  pauses: readonly PauseReason[];
}

export type Link =
  | { state: 'connecting' }
  | { state: 'online' }
  | { state: 'unreachable'; since: string; retryAt: string };

export type ConnectionEvent =
  | { event: 'attempt-succeeded' }
  /** No answer came; `at` and `retryAt` are ISO. */
  | { event: 'attempt-failed'; at: string; retryAt: string }
  | { event: 'realtime-live' }
  | { event: 'realtime-down' }
  | { event: 'pause'; reason: PauseReason }
  | { event: 'unpause'; reason: PauseReason };

export const INITIAL_CONNECTION: ConnectionState = { link: { state: 'connecting' }, realtime: 'down', pauses: [] };

export function connectionAfter(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  const pauses = pausesAfter(state.pauses, event);
  const cause = causeOf(state.pauses, pauses, event);
  return {
    link: linkAfter(state.link, cause, event),
    realtime: REALTIME_TRANSITIONS[state.realtime][cause],
    pauses,
  };
}

function pausesAfter(pauses: readonly PauseReason[], event: ConnectionEvent): readonly PauseReason[] {
  if (event.event !== 'pause' && event.event !== 'unpause') return pauses;
  const { reason } = event;
  const before = pauses.includes(reason) ? 'holds' : 'does not hold';
  const after = PAUSE_TRANSITIONS[before][event.event];
  if (after === before) return pauses;
  return after === 'holds' ? [...pauses, reason] : pauses.filter((one) => one !== reason);
}

function causeOf(
  before: readonly PauseReason[],
  after: readonly PauseReason[],
  { event }: ConnectionEvent,
): ConnectionCause {
  if (event !== 'unpause') return event;
  if (before.length === after.length) return 'unpause-of-nothing';
  return after.length > 0 ? 'unpause-one-of-several' : 'unpause-last';
}

function linkAfter(link: Link, cause: ConnectionCause, event: ConnectionEvent): Link {
  const state = LINK_TRANSITIONS[link.state][cause];
  if (event.event === 'attempt-failed' && state === 'unreachable')
    return { state, since: link.state === 'unreachable' ? link.since : event.at, retryAt: event.retryAt };
  return state === link.state || state === 'unreachable' ? link : { state };
}

/** What a desk says about it. */
export function describeConnection(state: ConnectionState): Connection {
  if (state.pauses.length > 0) return { state: 'paused', reasons: [...state.pauses] };
  switch (state.link.state) {
    case 'connecting':
      return { state: 'connecting' };
    case 'online':
      return { state: 'online', realtime: state.realtime };
    case 'unreachable':
      return { state: 'unreachable', since: state.link.since, retry_at: state.link.retryAt };
  }
}
