import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { clerkHost, judgeSettings } from './cloud-settings.ts';

const CLERK_KEY = `pk_test_${btoa('brave-otter-1.clerk.accounts.dev$')}`;
const good = {
  url: 'https://abcdefgh.supabase.co',
  publishableKey: 'sb_publishable_abc',
  clerkPublishableKey: CLERK_KEY,
};
const legacyKey = (role: string) =>
  new SignJWT({ role }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('x'.repeat(32)));

describe('settings', () => {
  test.each([
    ['as Supabase shows them', good],
    ['with a path and blanks around', { ...good, url: '  https://abcdefgh.supabase.co/rest/v1/ ' }],
  ])('%s are taken, as an origin', (_, given) => {
    expect(judgeSettings(given)).toEqual({ ok: true, settings: good });
  });

  test('plain HTTP is for this machine only', () => {
    expect(judgeSettings({ ...good, url: 'http://127.0.0.1:54321' }).ok).toBe(true);
    expect(judgeSettings({ ...good, url: 'http://abcdefgh.supabase.co' }).ok).toBe(false);
  });

  test.each([
    'ref.supabase.co',
    'postgres://postgres:secret@db.ref.supabase.co/postgres',
    'https://user:word@ref.supabase.co',
    'javascript:alert(1)',
    '',
  ])('%s is no address', (url) => {
    expect(judgeSettings({ ...good, url })).toMatchObject({ ok: false, problem: expect.stringContaining('address') });
  });

  test('a secret key of either service is refused by name, also as an older JWT', async () => {
    const refused = [
      { ...good, publishableKey: 'sb_secret_abc' },
      { ...good, publishableKey: await legacyKey('service_role') },
      { ...good, clerkPublishableKey: 'sk_test_abc' },
    ];
    for (const given of refused) {
      expect(judgeSettings(given)).toMatchObject({
        ok: false,
        problem: expect.stringMatching(/secret key.*was not kept/),
        advice: expect.stringContaining('should be replaced'),
      });
    }
    expect(judgeSettings({ ...good, publishableKey: await legacyKey('anon') }).ok).toBe(true);
  });

  test.each(['', 'pk_test_', 'pk_test_%%%', `pk_test_${btoa('no-end')}`, `pk_test_${btoa('a b$')}`, 'abc'])(
    '%s is no publishable key of Clerk',
    (clerkPublishableKey) => {
      expect(judgeSettings({ ...good, clerkPublishableKey }).ok).toBe(false);
    },
  );

  test('a key of any length that is no key is refused quickly', () => {
    expect(judgeSettings({ ...good, publishableKey: 'x'.repeat(1_000_000) }).ok).toBe(false);
  });
});

test('the Frontend API of a Clerk key', () => {
  expect(clerkHost(CLERK_KEY)).toBe('brave-otter-1.clerk.accounts.dev');
  expect(clerkHost(`pk_live_${btoa('clerk.example.com$')}`)).toBe('clerk.example.com');
  for (const hostile of [
    "evil.com; script-src *'$",
    'evil.com:443$',
    '127.0.0.1$',
    'a b.com$',
    '*.com$',
    'localhost$',
  ]) {
    expect(clerkHost(`pk_live_${btoa(hostile)}`)).toBeNull();
  }
});
