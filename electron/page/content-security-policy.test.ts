import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, newNonce, withNonce } from './content-security-policy.ts';

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

const signIn = { clerkHost: 'clerk.example.com', nonce: 'r4nd0mr4nd0mr4nd0mr4nd==' };

describe('the policy', () => {
  test('allows our own files and nothing else, without sign-in', () => {
    const policy = directives(contentSecurityPolicy({ connect: [], signIn: null }));
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('connect-src')).toEqual(["'self'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect([...policy.keys()]).not.toContain('frame-src');
  });

  test('never allows inline or evaluated scripts, with sign-in neither', () => {
    for (const needs of [null, signIn]) {
      const scripts = directives(contentSecurityPolicy({ connect: [], signIn: needs })).get('script-src') ?? [];
      expect(scripts.filter((source) => /unsafe|data:|blob:|\*|^https?:$/.test(source))).toEqual([]);
    }
  });

  test('adds what Clerk needs: its host, its challenge, pictures of people', () => {
    const policy = directives(contentSecurityPolicy({ connect: [], signIn }));
    expect(policy.get('script-src')).toEqual([
      "'self'",
      `'nonce-${signIn.nonce}'`,
      'https://clerk.example.com',
      'https://challenges.cloudflare.com',
    ]);
    expect(policy.get('connect-src')).toEqual(["'self'", 'https://clerk.example.com']);
    expect(policy.get('frame-src')).toEqual(['https://challenges.cloudflare.com']);
    expect(policy.get('img-src')).toContain('https://img.clerk.com');
  });

  test.each([
    'clerk.example.com; script-src *',
    'clerk.example.com *',
    "clerk.example.com 'unsafe-inline'",
    '*.example.com',
    '*',
    '',
    'localhost',
    'clerk.example.com:8080',
    'clerk.example.com/path',
    'https://clerk.example.com',
    'clerk.exa\nmple.com',
    `${'a'.repeat(300)}.com`,
  ])('does not take the host %j', (clerkHost) => {
    expect(() => contentSecurityPolicy({ connect: [], signIn: { ...signIn, clerkHost } })).toThrow(TypeError);
  });

  test.each(['', 'short', "x' 'unsafe-inline", '<script>aaaaaaaaaaaaaaaaaaaaaaaa', 'a'.repeat(21)])(
    'does not take the nonce %j',
    (nonce) => expect(() => contentSecurityPolicy({ connect: [], signIn: { ...signIn, nonce } })).toThrow(TypeError),
  );

  test.each(['*', 'ws:', "ws://a 'unsafe-eval'", 'ws://a;b', 'ws://evil.example/path', 'javascript:alert(1)'])(
    'does not connect to %j',
    (origin) => expect(() => contentSecurityPolicy({ connect: [origin], signIn: null })).toThrow(TypeError),
  );
});

test('each answer has a nonce of its own, in the place that the page keeps for it', async () => {
  const page = await readFile(join(import.meta.dirname, '../../renderer/index.html'), 'utf8');
  const [first, second] = [newNonce(), newNonce()];
  expect(first).not.toBe(second);
  expect(withNonce(page, first)).toContain(`nonce="${first}"`);
  expect(() => contentSecurityPolicy({ connect: [], signIn: { ...signIn, nonce: first } })).not.toThrow();
});
