import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../shared/sync/status.ts';
import { type ConnectionEvent, type ConnectionState, connectionAfter, describeConnection } from './connection.ts';

const SINCE = '2026-11-23T10:00:00.000Z';
const RETRY = '2026-11-23T10:00:01.000Z';
const LATER = '2026-11-23T10:05:00.000Z';

const STATES = {
  connecting: { link: { state: 'connecting' }, realtime: 'down', pauses: [] },
  live: { link: { state: 'online' }, realtime: 'live', pauses: [] },
  online: { link: { state: 'online' }, realtime: 'down', pauses: [] },
  unreachable: { link: { state: 'unreachable', since: SINCE, retryAt: RETRY }, realtime: 'down', pauses: [] },
  paused: { link: { state: 'online' }, realtime: 'down', pauses: ['no-token'] },
  'paused twice': { link: { state: 'online' }, realtime: 'down', pauses: ['suspended', 'no-token'] },
} satisfies { [name: string]: ConnectionState };

const EVENTS = {
  succeeded: { event: 'attempt-succeeded' },
  failed: { event: 'attempt-failed', at: LATER, retryAt: LATER },
  live: { event: 'realtime-live' },
  down: { event: 'realtime-down' },
  pause: { event: 'pause', reason: 'no-token' },
  unpause: { event: 'unpause', reason: 'no-token' },
} satisfies { [name: string]: ConnectionEvent };

const CONNECTING: Connection = { state: 'connecting' };
const DOWN: Connection = { state: 'online', realtime: 'down' };
const LIVE: Connection = { state: 'online', realtime: 'live' };
const NO_TOKEN: Connection = { state: 'paused', reasons: ['no-token'] };
const SUSPENDED: Connection = { state: 'paused', reasons: ['suspended'] };
const BOTH: Connection = { state: 'paused', reasons: ['suspended', 'no-token'] };
const LOST: Connection = { state: 'unreachable', since: LATER, retry_at: LATER };
const STILL_LOST: Connection = { state: 'unreachable', since: SINCE, retry_at: LATER };
const UNCHANGED_LOST: Connection = { state: 'unreachable', since: SINCE, retry_at: RETRY };

/** The type makes a missing cell a compile error. */
const TABLE: { [State in keyof typeof STATES]: { [Event in keyof typeof EVENTS]: Connection } } = {
  connecting: {
    succeeded: DOWN,
    failed: LOST,
    live: CONNECTING,
    down: CONNECTING,
    pause: NO_TOKEN,
    unpause: CONNECTING,
  },
  live: { succeeded: LIVE, failed: LOST, live: LIVE, down: DOWN, pause: NO_TOKEN, unpause: LIVE },
  online: { succeeded: DOWN, failed: LOST, live: LIVE, down: DOWN, pause: NO_TOKEN, unpause: DOWN },
  unreachable: {
    succeeded: DOWN,
    failed: STILL_LOST,
    live: UNCHANGED_LOST,
    down: UNCHANGED_LOST,
    pause: NO_TOKEN,
    unpause: UNCHANGED_LOST,
  },
  paused: {
    succeeded: NO_TOKEN,
    failed: NO_TOKEN,
    live: NO_TOKEN,
    down: NO_TOKEN,
    pause: NO_TOKEN,
    unpause: CONNECTING,
  },
  'paused twice': { succeeded: BOTH, failed: BOTH, live: BOTH, down: BOTH, pause: BOTH, unpause: SUSPENDED },
};

function isState(name: string): name is keyof typeof STATES {
  return name in STATES;
}
function isEvent(name: string): name is keyof typeof EVENTS {
  return name in EVENTS;
}

const CELLS = Object.keys(STATES)
  .filter(isState)
  .flatMap((state) =>
    Object.keys(EVENTS)
      .filter(isEvent)
      .map((event) => ({ state, event })),
  );

describe('the connection', () => {
  test.each(CELLS)('$state, $event', ({ state, event }) => {
    expect(describeConnection(connectionAfter(STATES[state], EVENTS[event]))).toEqual(TABLE[state][event]);
  });
});
