import type { Connection, PauseReason } from '../../../shared/sync/status.ts';

/**
 * The connection as a state machine: three states of the link, the state of Realtime, and a set of pause reasons on top. Pure.
 * connection.test.ts holds the whole table of states and events.
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
  switch (event.event) {
    case 'attempt-succeeded':
      return { ...state, link: { state: 'online' } };
    case 'attempt-failed': {
      const since = state.link.state === 'unreachable' ? state.link.since : event.at;
      return { ...state, link: { state: 'unreachable', since, retryAt: event.retryAt } };
    }
    case 'realtime-live':
      return { ...state, realtime: 'live' };
    case 'realtime-down':
      return { ...state, realtime: 'down' };
    case 'pause':
      return state.pauses.includes(event.reason) ? state : { ...state, pauses: [...state.pauses, event.reason] };
    case 'unpause': {
      if (!state.pauses.includes(event.reason)) return state;
      const pauses = state.pauses.filter((reason) => reason !== event.reason);
      // What was known of the link before the pause is old news.
      return { ...state, pauses, link: pauses.length === 0 ? { state: 'connecting' } : state.link };
    }
  }
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
