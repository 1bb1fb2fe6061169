import { describe, expect, test } from 'vitest';
import { isOwnHost, isSecret, judgeUpgrade, type UpgradeRequest } from './request-guard.ts';

const own = { port: 4321, key: 'k3y-of-this-launch' };
const good: UpgradeRequest = {
  method: 'GET',
  target: '/engine',
  host: '127.0.0.1:4321',
  origin: 'http://127.0.0.1:4321',
  protocols: 'showrunner, k3y-of-this-launch',
};

describe('isOwnHost', () => {
  test.each(['127.0.0.1:4321', 'localhost:4321', 'LOCALHOST:4321'])('%s is ours', (host) => {
    expect(isOwnHost(host, 4321)).toBe(true);
  });

  test.each([
    undefined,
    '',
    '127.0.0.1',
    'localhost',
    '127.0.0.1:4322',
    'evil.example:4321',
    '127.0.0.1.evil.example:4321',
    'localhost.evil.example:4321',
    'evil.example',
    '127.0.0.1:4321@evil.example',
    'user@127.0.0.1:4321',
    '[::1]:4321',
    '0.0.0.0:4321',
    '127.1:4321',
    '2130706433:4321',
    '127.0.0.1:4321, evil.example',
    ' 127.0.0.1:4321',
    'http://127.0.0.1:4321',
  ])('%s is not', (host) => {
    expect(isOwnHost(host, 4321)).toBe(false);
  });
});

describe('judgeUpgrade', () => {
  test('lets the own page in, under either name', () => {
    expect(judgeUpgrade(good, own)).toEqual({ allowed: true });
    expect(judgeUpgrade({ ...good, host: 'localhost:4321', origin: 'http://localhost:4321' }, own).allowed).toBe(true);
  });

  const hostile: [string, Partial<UpgradeRequest>, number][] = [
    ['a page of another site', { origin: 'https://evil.example' }, 403],
    ['a page of another port', { origin: 'http://127.0.0.1:9999' }, 403],
    ['a page under the other name', { origin: 'http://localhost:4321' }, 403],
    ['a page over https', { origin: 'https://127.0.0.1:4321' }, 403],
    ['a sandboxed frame', { origin: 'null' }, 403],
    ['no origin', { origin: undefined }, 403],
    ['an origin that starts like ours', { origin: 'http://127.0.0.1:4321.evil.example' }, 403],
    ['a rebound name with its own origin', { host: 'evil.example:4321', origin: 'http://evil.example:4321' }, 403],
    ['no host', { host: undefined, origin: undefined }, 403],
    ['no key', { protocols: 'showrunner' }, 400],
    ['no protocol', { protocols: undefined }, 400],
    ['only the key', { protocols: 'k3y-of-this-launch' }, 400],
    ['the key first', { protocols: 'k3y-of-this-launch, showrunner' }, 400],
    ['many keys', { protocols: 'showrunner, a, k3y-of-this-launch' }, 400],
    ['a wrong key', { protocols: 'showrunner, k3y-of-this-launcH' }, 401],
    ['a beginning of the key', { protocols: 'showrunner, k3y' }, 401],
    ['an empty key', { protocols: 'showrunner, ' }, 401],
    ['another path', { target: '/engine/../engine' }, 404],
    ['the key in the address', { target: '/engine?key=k3y-of-this-launch', protocols: 'showrunner' }, 404],
    ['an absolute target', { target: 'http://127.0.0.1:4321/engine' }, 404],
    ['another method', { method: 'POST' }, 400],
  ];
  test.each(hostile)('refuses %s', (_, change, status) => {
    expect(judgeUpgrade({ ...good, ...change }, own)).toEqual({ allowed: false, status });
  });
});

test('isSecret', () => {
  expect(isSecret('abc', 'abc')).toBe(true);
  expect(isSecret('abc', 'abd')).toBe(false);
  expect(isSecret('', 'abc')).toBe(false);
  expect(isSecret('abcabc', 'abc')).toBe(false);
});
