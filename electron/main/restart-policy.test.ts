import { expect, test } from 'vitest';
import { RestartPolicy } from './restart-policy.ts';

test('waits longer after each crash, and gives up after five within five minutes', () => {
  const policy = new RestartPolicy();
  const waits = [0, 1, 2, 3, 4, 5].map((second) => policy.afterCrash(second * 1000));
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, null]);
});

test('old crashes are forgotten', () => {
  const policy = new RestartPolicy();
  for (let minute = 0; minute < 60; minute += 2) expect(policy.afterCrash(minute * 60_000)).not.toBeNull();
});
