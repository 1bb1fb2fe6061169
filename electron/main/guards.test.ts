import { describe, expect, test } from 'vitest';
import { outsideAddress } from '../../shared/desk/outside-address.ts';
import { isAppAddress } from './app-address.ts';
import { deepLinkOf, deepLinkPath } from './deep-link.ts';
import { engineEnvironment } from './engine-environment.ts';
import { isPermitted } from './permission-guard.ts';

const id = '01934f2e-7a1b-7c3d-9e4f-0123456789ab';

describe('isAppAddress', () => {
  test.each(['showrunner-app://desk/', 'showrunner-app://desk/episodes/1?tab=a#b'])('%s is the page', (address) => {
    expect(isAppAddress(address)).toBe(true);
  });
  test.each([
    'showrunner-app://desk.evil.example/',
    'showrunner-app://evil/',
    'showrunner-app://user@desk/',
    'showrunner-app://desk:99/',
    'showrunner-app:desk',
    'showrunner://desk/',
    'https://desk/',
    'file:///etc/passwd',
    'javascript:alert(1)//showrunner-app://desk/',
    'data:text/html,showrunner-app://desk/',
    'about:blank',
    '',
  ])('%s is not', (address) => {
    expect(isAppAddress(address)).toBe(false);
  });
});

describe('outsideAddress', () => {
  test.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['HTTPS://Example.org', 'https://example.org/'],
    ['http://example.org/a', 'http://example.org/a'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/'],
    ['mailto:ada@example.org', 'mailto:ada@example.org'],
  ])('%s may be opened', (address, opened) => {
    expect(outsideAddress(address)).toBe(opened);
  });
  test.each([
    'http://user@example.org/',
    'https://user:secret@example.org/',
    'https://bank.example@evil.example/',
    'file:///usr/bin/xterm',
    'smb://server/share',
    'ms-msdt:/id PCWDiagnostic',
    'search-ms:query=x',
    'vscode://file/etc/passwd',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'blob:https://example.org/1',
    'showrunner://episode/1',
    'showrunner-app://desk/',
    'mailto:ada@example.org?attach=/etc/passwd',
    'mailto:',
    'ftp://example.org',
    'https://',
    '-g https://example.org',
    '/usr/bin/xterm',
    `https://example.org/${'a'.repeat(3000)}`,
    '',
  ])('%s may not', (address) => {
    expect(outsideAddress(address)).toBeNull();
  });
});

describe('deepLinkPath', () => {
  test('opens an episode and a project', () => {
    expect(deepLinkPath(`showrunner://episode/${id}`)).toBe(`/episodes/${id}`);
    expect(deepLinkPath(`showrunner://project/${id.toUpperCase()}`)).toBe(`/projects/${id}`);
  });
  test.each([
    `showrunner://episode/${id}/../../settings`,
    `showrunner://episode/${id}?generate=1`,
    `showrunner://episode/${id}#x`,
    `showrunner://user@episode/${id}`,
    `showrunner://constructor/${id}`,
    `showrunner://__proto__/${id}`,
    'showrunner://episode/..%2f..%2fsettings',
    'showrunner://episode/',
    `https://episode/${id}`,
    `showrunner-app://desk/episodes/${id}`,
    'showrunner:',
    '',
  ])('ignores %s', (link) => {
    expect(deepLinkPath(link)).toBeNull();
  });
  test('is found among arguments, whatever else stands there', () => {
    expect(deepLinkOf(['/opt/showrunner', '--no-sandbox', `showrunner://episode/${id}`])).toBe(`/episodes/${id}`);
    expect(deepLinkOf(['/opt/showrunner', '--url', 'showrunner://nowhere/1'])).toBeNull();
  });
});

describe('isPermitted', () => {
  test('the page may copy and notify, and nothing else', () => {
    expect(isPermitted('clipboard-sanitized-write', 'showrunner-app://desk/')).toBe(true);
    expect(isPermitted('notifications', 'showrunner-app://desk')).toBe(true);
    for (const permission of [
      'media',
      'geolocation',
      'clipboard-read',
      'openExternal',
      'fileSystem',
      'hid',
      'toString',
    ]) {
      expect(isPermitted(permission, 'showrunner-app://desk/')).toBe(false);
    }
  });
  test('nobody else may anything', () => {
    for (const origin of ['https://example.org', 'null', '', 'showrunner-app://desk.evil.example']) {
      expect(isPermitted('notifications', origin)).toBe(false);
    }
  });
});

test('the engine knows of our environment only what it needs', () => {
  const environment = {
    PATH: '/bin',
    NODE_OPTIONS: '--require /tmp/x.js',
    AWS_SECRET_ACCESS_KEY: 'x',
    HOME: '/home/a',
  };
  expect(engineEnvironment(environment)).toEqual({ PATH: '/bin', HOME: '/home/a' });
});
