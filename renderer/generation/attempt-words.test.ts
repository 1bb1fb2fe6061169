import { describe, expect, it } from 'vitest';
import type { JobAttempt } from '../../shared/domain/json-shapes.ts';
import { attemptDetail, outcomeWords } from './attempt-words.ts';

const attempt: JobAttempt = {
  attempt: 1,
  worker: 'n8n',
  started_at: '2026-11-23T12:00:00Z',
  ended_at: '2026-11-23T12:01:35Z',
  outcome: 'failed',
  stage: 'writing',
  error: { code: 'overloaded', message: 'The model is overloaded.' },
  cost_gbp: 0.12,
};

describe('the words for an attempt', () => {
  it('say how far, how long, how much and why, as the queue keeps it', () => {
    expect(attemptDetail(attempt)).toBe('in writing · 95 s · £0.12 · The model is overloaded.');
  });

  it.each<[string, JobAttempt['error'], string]>([
    ['a plain text', 'Broken.', 'Broken.'],
    ['nothing', null, ''],
    ['an object without a message', { code: 'x' }, ''],
    ['a list', ['x'], ''],
  ])('take %s for a reason', (_, error, reason) => {
    const ended = attemptDetail({ ...attempt, error });
    expect(ended).toBe(['in writing', '95 s', '£0.12', reason].filter(Boolean).join(' · '));
  });

  it('leave out what is not known', () => {
    expect(attemptDetail({ ...attempt, started_at: null, cost_gbp: 0, error: null, stage: null })).toBe('');
    expect(attemptDetail({ ...attempt, outcome: 'completed', stage: 'complete', error: null })).toBe('95 s · £0.12');
  });

  it('count minutes of a long one', () => {
    expect(attemptDetail({ ...attempt, ended_at: '2026-11-23T12:15:04Z', error: null })).toContain('15 min 4 s');
  });

  it('name every outcome in plain words, and an unknown one as it is', () => {
    expect(['completed', 'expired', 'blocked', 'odd'].map((outcome) => outcomeWords({ ...attempt, outcome }))).toEqual([
      'done',
      'no sign of life',
      'held back',
      'odd',
    ]);
  });
});
