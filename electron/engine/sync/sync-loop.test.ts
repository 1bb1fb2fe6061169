import { expect, test } from 'vitest';
import { CALL_TIMED_OUT } from './call-size.ts';
import type { CallFailure } from './classify-failure.ts';
import { type ConnectionState, connectionAfter } from './connection.ts';
import { Lane } from './lane.ts';
import type { StepResult } from './lane-result.ts';
import { SyncLoop } from './sync-loop.ts';

const REVOKED: CallFailure = { status: 400, code: 'SR403', message: 'no member', hint: null, retryAfterMs: null };
const TIMED_OUT: CallFailure = { status: 0, code: CALL_TIMED_OUT, message: 'aborted', hint: null, retryAfterMs: null };
const idle = async (): Promise<StepResult> => ({ outcome: 'idle' });

/** A loop whose calls are answered by the test, on a machine where no time goes by. */
function heldLoop(enter?: () => Promise<StepResult>, checkStep = idle) {
  const answers: ((result: StepResult) => void)[] = [];
  let asked = () => {};
  const held = () =>
    new Promise<StepResult>((resolve) => {
      answers.push(resolve);
      asked();
    });
  const check = new Lane('check', checkStep);
  let connection: ConnectionState = { link: { state: 'connecting' }, realtime: 'down', pauses: [] };
  const loop = new SyncLoop({
    lanes: {
      enter: new Lane('enter', enter ?? held),
      push: new Lane('push', idle),
      generation: new Lane('generation', idle),
      pull: new Lane('pull', idle),
      check,
      store: new Lane('store', idle),
    },
    board: {
      get connection() {
        return connection;
      },
      apply: (event) => {
        connection = connectionAfter(connection, event);
      },
    },
    platform: {
      now: () => new Date(0),
      elapsedMs: () => 0,
      random: () => 0,
      after: () => () => {},
      fetch,
      log: () => {},
    },
    holdsBackPush: () => false,
    onEntered: () => {},
    onPullComplete: () => {},
    onChecked: () => {},
    onAccess: () => {},
  });
  const nextCall = () => {
    const waiting = answers.shift();
    if (waiting !== undefined) return Promise.resolve(waiting);
    return new Promise<(result: StepResult) => void>((resolve) => {
      asked = () => {
        const answer = answers.shift();
        if (answer !== undefined) resolve(answer);
      };
    });
  };
  return { loop, check, nextCall, pauses: () => connection.pauses, link: () => connection.link.state };
}

test('who asks again while a call is under way is not made to wait for what that call meets', async () => {
  const { loop, nextCall, pauses } = heldLoop();
  loop.tryNow();
  const first = await nextCall();
  loop.tryNow();
  first({ outcome: 'failed', failure: REVOKED });
  const second = await nextCall();
  expect(pauses()).toEqual(['access-revoked']);
  second({ outcome: 'done', more: false });
  await loop.close();
  expect(pauses()).toEqual([]);
});

test('a step that fails on this machine is not told as being online', async () => {
  const { loop, link } = heldLoop(() => Promise.reject(new Error('of this machine')));
  await loop.settle(1_000);
  await loop.close();
  expect(link()).toBe('unreachable');
});

test('a comparison that takes too long waits longer each time, whatever else gets through, and is not told as no connection', async () => {
  const done = async (): Promise<StepResult> => ({ outcome: 'done', more: false });
  const { loop, check, link } = heldLoop(done, async () => ({ outcome: 'failed', failure: TIMED_OUT }));
  await loop.settle(1_000);
  check.want(0);
  const waits: (number | null)[] = [];
  for (let n = 0; n < 3; n += 1) {
    await loop.settle(1_000);
    waits.push(check.dueAt);
    expect(link()).toBe('online');
  }
  await loop.close();
  expect(waits).toEqual([250, 500, 1_000]);
});
