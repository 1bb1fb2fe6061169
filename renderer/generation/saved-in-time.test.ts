import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { savedInTime } from './saved-in-time.ts';

describe('savedInTime', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([true, false])('answers what the texts say: %s', async (isSaved) => {
    await expect(savedInTime(Promise.resolve(isSaved))).resolves.toBe(isSaved);
    expect(vi.getTimerCount()).toBe(0);
  });
  it('is no when they say nothing', async () => {
    const answer = savedInTime(new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(10_000);
    await expect(answer).resolves.toBe(false);
  });
});
