import { describe, expect, test } from 'vitest';
import { choosePageFile } from './page-file.ts';

const get = (target: string, navigation = false) => choosePageFile({ method: 'GET', target, navigation });

describe('choosePageFile', () => {
  test.each([
    ['/assets/index-abc123.js', ['assets', 'index-abc123.js']],
    ['/assets/index.js?v=1', ['assets', 'index.js']],
    ['/favicon.svg', ['favicon.svg']],
    ['/assets/in%74er.woff2', ['assets', 'inter.woff2']],
  ])('%s is a file', (target, segments) => {
    expect(get(target)).toEqual({ kind: 'file', segments });
  });

  test.each(['/', '/?key=abc', '/projects', '/projects/', '/episodes/0190-abc?tab=history#top', '/assetsx/one'])(
    '%s is the page for a navigation',
    (target) => {
      expect(get(target, true)).toEqual({ kind: 'page' });
    },
  );

  test('a route that a script asks for is missing, and so is an asset that a navigation asks for', () => {
    expect(get('/projects')).toEqual({ kind: 'refused', status: 404 });
    expect(get('/assets/old-chunk.js', true)).toEqual({ kind: 'file', segments: ['assets', 'old-chunk.js'] });
  });

  test.each([
    '/../package.json',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e%5cpackage.json',
    '/..\\..\\windows\\win.ini',
    '/assets/C:/windows/win.ini',
    '/assets/file.js::$DATA',
    '//etc/passwd',
    '/assets//index.js',
    '/assets/index.js%00.png',
    '/assets/%',
    '/assets/%c0%ae%c0%ae/secret.js',
    '/assets/./index.js',
    'http://evil.example/',
    'assets/index.js',
    '',
    '*',
    `/${'a'.repeat(5000)}`,
  ])('refuses %s whoever asks', (target) => {
    for (const navigation of [true, false]) {
      expect(get(target, navigation)).toEqual({ kind: 'refused', status: 400 });
    }
  });

  test('decodes once: a doubly encoded way out is a name of no file', () => {
    expect(get('/assets/%252e%252e/x.js')).toEqual({ kind: 'file', segments: ['assets', '%2e%2e', 'x.js'] });
  });

  test.each(['/.git/config', '/assets/.env', '/.vite/manifest.json'])('hides %s', (target) => {
    expect(get(target, true)).toEqual({ kind: 'refused', status: 404 });
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'CONNECT', 'get'])('refuses the method %s', (method) => {
    expect(choosePageFile({ method, target: '/', navigation: true })).toEqual({ kind: 'refused', status: 405 });
  });
});
