import type { ConnectionEvent, ConnectionState, Link } from './connection.ts';

/**
 * The connection as tables of states × events; connectionAfter reads them, the types leave no cell out, and docs/state-machine.md
 * shows them (a test compares). A state of the whole is one of each: link × Realtime × which pause reasons hold.
 */
export type Transitions<State extends string, Event extends string> = {
  readonly [S in State]: { readonly [E in Event]: State };
};

/** Events as the tables tell them apart: what the end of a pause does depends on the other reasons. */
export type ConnectionCause =
  | Exclude<ConnectionEvent['event'], 'unpause'>
  /** A reason ended that did not hold. */
  | 'unpause-of-nothing'
  /** A reason ended and others hold. */
  | 'unpause-one-of-several'
  | 'unpause-last';

export const LINK_TRANSITIONS: Transitions<Link['state'], ConnectionCause> = {
  connecting: {
    'attempt-succeeded': 'online',
    'attempt-failed': 'unreachable',
    'realtime-live': 'connecting',
    'realtime-down': 'connecting',
    pause: 'connecting',
    'unpause-of-nothing': 'connecting',
    'unpause-one-of-several': 'connecting',
    'unpause-last': 'connecting',
  },
  online: {
    'attempt-succeeded': 'online',
    'attempt-failed': 'unreachable',
    'realtime-live': 'online',
    'realtime-down': 'online',
    pause: 'online',
    'unpause-of-nothing': 'online',
    'unpause-one-of-several': 'online',
    // What was known of the link before the pause is old news.
    'unpause-last': 'connecting',
  },
  unreachable: {
    'attempt-succeeded': 'online',
    'attempt-failed': 'unreachable',
    // The socket may live on while calls fail; only a call says that the cloud answers.
    'realtime-live': 'unreachable',
    'realtime-down': 'unreachable',
    pause: 'unreachable',
    'unpause-of-nothing': 'unreachable',
    'unpause-one-of-several': 'unreachable',
    'unpause-last': 'connecting',
  },
};

export const REALTIME_TRANSITIONS: Transitions<ConnectionState['realtime'], ConnectionCause> = {
  live: {
    'attempt-succeeded': 'live',
    'attempt-failed': 'live',
    'realtime-live': 'live',
    'realtime-down': 'down',
    pause: 'live',
    'unpause-of-nothing': 'live',
    'unpause-one-of-several': 'live',
    'unpause-last': 'live',
  },
  down: {
    'attempt-succeeded': 'down',
    'attempt-failed': 'down',
    'realtime-live': 'live',
    'realtime-down': 'down',
    pause: 'down',
    'unpause-of-nothing': 'down',
    'unpause-one-of-several': 'down',
    'unpause-last': 'down',
  },
};

/** One reason to pause; each has this table to itself, so that one going away never unpauses another. */
export const PAUSE_TRANSITIONS: Transitions<'holds' | 'does not hold', 'pause' | 'unpause'> = {
  holds: { pause: 'holds', unpause: 'does not hold' },
  'does not hold': { pause: 'holds', unpause: 'does not hold' },
};
