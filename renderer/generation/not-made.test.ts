import { expect, it } from 'vitest';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { notMade } from './not-made.ts';

const deadEnd: QueryRow<'jobs.dead_ends'> = {
  id: 'j',
  project_id: 'p',
  project_title: 'Fintech',
  project_status: 'ACTIVE',
  episode_id: 'e',
  episode_title: '',
  episode_number: 3,
  has_text: false,
  status: 'failed',
  attempt_count: 3,
  error_message: 'Request failed with status code 429',
  blocked_reason: null,
  cost_gbp: 0,
  updated_at: '2026-11-23T11:00:00Z',
};
const refused: QueryRow<'generation.requests'> = {
  id: 'r',
  episode_id: 'e',
  episode_title: '',
  episode_number: 3,
  has_text: true,
  project_id: 'p',
  project_title: 'Fintech',
  project_status: 'PAUSED',
  action: 'request',
  priority: null,
  state: 'refused',
  error: { code: 'SR409', message: 'The project of this episode is not active.', hint: 'Resume the project.' },
  created_at: '2026-11-23T11:30:00Z',
  refusal_stands: true,
};
const shown = (deadEnds: (typeof deadEnd)[], requests: (typeof refused)[]) =>
  notMade(deadEnds, requests).map(({ episodeId, kind }) => [episodeId, kind]);

it('has an episode once: that asking again was refused comes after its failure', () => {
  expect(notMade([deadEnd], [refused])).toEqual([
    {
      episodeId: 'e',
      name: 'Episode 3',
      kind: 'refused',
      reason: 'The project of this episode is not active. Resume the project.',
      hasText: true,
      project: { id: 'p', title: 'Fintech', status: 'PAUSED' },
    },
  ]);
});

it('has the failure again when the refusal is put away or stands no longer, and never what is on its way', () => {
  const overtaken = { ...refused, refusal_stands: false };
  expect(shown([deadEnd], [])).toEqual([['e', 'failed']]);
  expect(shown([deadEnd], [overtaken])).toEqual([['e', 'failed']]);
  for (const state of ['waiting', 'sending', 'accepted'] as const) {
    expect(shown([], [{ ...overtaken, state }]), state).toEqual([]);
  }
});

it('says why as a sentence', () => {
  const reasons = (change: Partial<typeof deadEnd>) => notMade([{ ...deadEnd, ...change }], [])[0]?.reason;
  expect(reasons({})).toBe('3 attempts failed: Request failed with status code 429. Text and notes are safe.');
  expect(reasons({ attempt_count: 1, error_message: null })).toBe(
    'One attempt failed: no reason was given. Text and notes are safe.',
  );
  expect(reasons({ status: 'blocked', blocked_reason: 'The limit is reached.' })).toBe('The limit is reached.');
});
