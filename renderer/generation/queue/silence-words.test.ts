import { expect, it } from 'vitest';
import { silenceWords } from './silence-words.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const job = { progress_at: '2026-11-24T11:56:30Z', attempt_count: 1, max_attempts: 3 };

it('says how long a worker has been silent and what comes of it', () => {
  expect(silenceWords(job, now)).toBe(
    'No news for 3 minutes; after 15 this attempt counts as failed, and it is tried again later.',
  );
  expect(silenceWords({ ...job, attempt_count: 3 }, now)).toBe(
    'No news for 3 minutes; after 15 this attempt counts as failed.',
  );
});

it('says nothing of one that has just begun, or has said something of late', () => {
  expect(silenceWords({ ...job, progress_at: null }, now)).toBeNull();
  expect(silenceWords({ ...job, progress_at: '2026-11-24T11:58:30Z' }, now)).toBeNull();
});
