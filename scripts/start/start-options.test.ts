import { expect, test } from 'vitest';
import { StartRefusal } from '../../electron/machine/start-refusal.ts';
import { readStartOptions } from './start-options.ts';

test('the defaults', () => {
  expect(readStartOptions([], '/here')).toEqual({ browser: false, open: true, port: 0, data: null, profile: 'ada' });
});

test('every switch', () => {
  const args = ['--browser', '--no-open', '--port', '4000', '--data', 'desk', '--profile', 'ben'];
  expect(readStartOptions(args, '/here')).toEqual({
    browser: true,
    open: false,
    port: 4000,
    data: '/here/desk',
    profile: 'ben',
  });
});

test.each([
  [['--profile', 'eve']],
  [['--port', '70000']],
  [['--port', '-1']],
  [['--port', '80x']],
  [['--port']],
  [['--data=']],
  [['--bowser']],
  [['stray']],
])('%j is refused in one sentence', (args) => {
  expect(() => readStartOptions(args, '/here')).toThrow(StartRefusal);
  expect(() => readStartOptions(args, '/here')).toThrow(/^[^\n]+$/);
});
