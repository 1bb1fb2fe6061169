import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mintToken } from '../../cloud/identity/mint-token.ts';
import { redact } from './redact.ts';

describe('takes out', () => {
  test('a real session token, whole and cut off', async () => {
    const token = await mintToken({ user: 'user_1', organization: 'org_1' });
    expect(redact(`pull with ${token} failed`)).toBe('pull with [token] failed');
    expect(redact(`pull with ${token.slice(0, 90)}`)).toBe('pull with [token]');
    expect(redact(`Authorization: Bearer ${token}`)).toBe('Authorization: [removed]');
  });

  test.each([
    ['sb_secret_abcDEF123456_xyz', '[key]'],
    ['sb_publishable_showrunner_demo', '[key]'],
    ['OPENAI sk-proj-abcdefghijk', 'OPENAI [key]'],
    ['pk_test_Y2xlcmsuZXhhbXBsZQ', '[key]'],
    ['http://127.0.0.1:4000/?key=Zk3-x_9', 'http://127.0.0.1:4000/?key=[removed]'],
    ['showrunner://sign-in?code=abc&state=x#1', 'showrunner://sign-in?code=[removed]&state=[removed]#1'],
    ['{"apikey":"abcdef","Authorization":"Bearer x1234567"}', '{"apikey":"[removed]","Authorization":"[removed]"}'],
    ['postgres://postgres:hunter2@127.0.0.1:5432/db', 'postgres://[removed]@127.0.0.1:5432/db'],
    ['password=hunter2 and on', 'password=[removed] and on'],
    ['ada.thornton@example.org wrote', '[mail] wrote'],
    ['/home/ada/.local/share/showrunner/meta.json', '/home/[user]/.local/share/showrunner/meta.json'],
    ['/Users/ada/Library/x', '/Users/[user]/Library/x'],
    ['Authorization: Basic YWRhOmh1bnRlcjI=', 'Authorization: [removed]'],
    ['?redirect=ada%40example.org', '?redirect=[mail]'],
    ['/Users/Ada Thornton/Library/x', '/Users/[user]/Library/x'],
    ['c:\\users\\ada thornton\\AppData', 'c:\\users\\[user]\\AppData'],
    ['C:\\Users\\Ada\\AppData', 'C:\\Users\\[user]\\AppData'],
  ])('%s', (line, expected) => {
    expect(redact(line)).toBe(expected);
  });
});

test.each([
  'pull: 200 rows in 31 ms',
  'job 01934f2e-7a1b-7c3d-9e4f-0123456789ab failed with 40001',
  'https://ref.supabase.co/rest/v1/rpc/sync_pull answered 503',
  'at openStore (file:///app/engine.js:10:5)',
])('leaves what helps: %s', (line) => {
  expect(redact(line)).toBe(line);
});

test('wherever a token stands, nothing of its payload is left', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9_-]{20,80}$/);
  fc.assert(
    fc.property(fc.string(), part, part, fc.string(), (before, payload, signature, after) => {
      const line = redact(`${before} eyJ${payload}.eyJ${payload}.${signature} ${after}`);
      expect(line.includes(payload)).toBe(before.includes(payload) || after.includes(payload));
    }),
  );
});

test('a hostile line of a megabyte is cut', () => {
  expect(redact('a@'.repeat(500_000)).length).toBeLessThan(9_000);
});
