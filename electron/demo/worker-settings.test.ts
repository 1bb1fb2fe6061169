import { expect, test } from 'vitest';
import { workerSettings } from './worker-settings.ts';

test('reads both numbers', () => {
  const environment = { SHOWRUNNER_WORKER_SPEED: '15', SHOWRUNNER_WORKER_FAILURE_RATE: '0' };
  expect(workerSettings(environment)).toEqual({ workerSpeed: 15, workerFailureRate: 0 });
});

test('leaves the work to somebody else', () => {
  expect(workerSettings({ SHOWRUNNER_WORKER: 'off' })).toEqual({ worker: false });
});

test.each([
  {},
  { SHOWRUNNER_WORKER: 'on' },
  { SHOWRUNNER_WORKER_SPEED: '' },
  { SHOWRUNNER_WORKER_SPEED: '0' },
  { SHOWRUNNER_WORKER_SPEED: 'fast' },
  { SHOWRUNNER_WORKER_FAILURE_RATE: '2' },
  { SHOWRUNNER_WORKER_FAILURE_RATE: '-1' },
])('leaves %j to the default', (environment) => {
  expect(workerSettings(environment)).toEqual({});
});
