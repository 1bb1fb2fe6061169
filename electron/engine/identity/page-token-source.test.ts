import { expect, test } from 'vitest';
import { mintToken } from '../../../cloud/identity/mint-token.ts';
import { PageTokenSource, TOKEN_DEADLINE_MS } from './page-token-source.ts';

const DESK = { user: { id: 'user_1', name: 'Ada' }, organization: { id: 'org_1', name: 'Meridian' } };

/** Timers that a test runs out by hand, and a clock it moves. */
function scene() {
  const timers: { ms: number; task: () => void }[] = [];
  const clock = { now: Date.now() };
  const platform = {
    now: () => new Date(clock.now),
    after(ms: number, task: () => void) {
      const timer = { ms, task };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  };
  const source = new PageTokenSource(platform, DESK);
  const asked: number[] = [];
  const close = source.addPage({ askForToken: (wanted) => asked.push(wanted) });
  return { source, asked, close, clock, timers };
}
const token = (expiresSeconds: number) => mintToken({ user: 'user_1', organization: 'org_1', expiresSeconds });

test('a page is asked once for all who want one, and again before a 60-second token has less than 35 left', async () => {
  const { source, asked, clock } = scene();
  const [one, other] = [source.getToken(), source.getToken()];
  expect(asked).toEqual([1]);
  const first = await token(60);
  source.answer(1, first);
  expect(await Promise.all([one, other])).toEqual([first, first]);
  clock.now += 20_000;
  expect(await source.getToken()).toBe(first);
  clock.now += 6_000;
  const next = source.getToken();
  expect(asked).toEqual([1, 2]);
  source.answer(2, await token(90));
  expect(await next).not.toBe(first);
});

test('one that the cloud refused is not given again, however long it would be good', async () => {
  const { source, asked } = scene();
  const first = source.getToken();
  source.answer(1, await token(3_600));
  await first;
  source.forgetToken();
  void source.getToken();
  expect(asked).toEqual([1, 2]);
});

test('a token of another desk is refused, and the page is asked anew by whoever wants one next', async () => {
  const { source, asked } = scene();
  const other = source.getToken();
  source.answer(1, await mintToken({ user: 'user_1', organization: 'org_2', expiresSeconds: 60 }));
  await expect(other).rejects.toMatchObject({ name: 'NoTokenError', needs: 'sign-in' });
  const own = source.getToken();
  expect(asked).toEqual([1, 2]);
  const good = await token(60);
  source.answer(2, good);
  expect(await own).toBe(good);
});

test('without an answer there is no token at the deadline, and a late one is ignored', async () => {
  const { source, timers } = scene();
  const wanted = source.getToken();
  expect(timers[0]?.ms).toBeGreaterThan(TOKEN_DEADLINE_MS);
  timers[0]?.task();
  await expect(wanted).rejects.toMatchObject({ name: 'NoTokenError', needs: 'unreachable' });
  source.answer(1, await token(60));
});

test.each([
  ['signed-out', 'sign-in'],
  ['offline', 'unreachable'],
  ['timeout', 'unreachable'],
] as const)('a page that says %s means: %s', async (absence, needs) => {
  const { source } = scene();
  const wanted = source.getToken();
  source.answer(1, null, absence);
  await expect(wanted).rejects.toMatchObject({ needs });
});

test('an empty token is none; a closed window answers what it was asked; without a window there is none', async () => {
  const { source, close } = scene();
  const empty = source.getToken();
  source.answer(1, '');
  await expect(empty).rejects.toMatchObject({ needs: 'sign-in' });
  const asked = source.getToken();
  close();
  await expect(asked).rejects.toMatchObject({ needs: 'sign-in' });
  await expect(source.getToken()).rejects.toMatchObject({ name: 'NoTokenError' });
});
