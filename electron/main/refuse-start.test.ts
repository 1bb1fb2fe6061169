import { expect, test } from 'vitest';
import { startFakeApp } from '../testing/fake-app.ts';

const WHY = /^SUPABASE_URL is set, but SUPABASE_PUBLISHABLE_KEY and CLERK_PUBLISHABLE_KEY are not/;

test('half of a cloud in the environment is refused in its own words, in a dialog that is seen', async () => {
  const { fake } = await startFakeApp({
    environment: { SHOWRUNNER_WORKSPACE: undefined, SUPABASE_URL: 'https://abcdefgh.supabase.co' },
  });
  expect(fake.errors).toEqual([expect.stringMatching(WHY)]);
  expect(fake.calls.slice(-2)).toEqual(['whenReady', 'exit 70']);
  expect(fake.windows).toEqual([]);
});
