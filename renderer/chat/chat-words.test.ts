import { describe, expect, it } from 'vitest';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { answerState, answerWords, sessionStanding } from './chat-words.ts';

const message: QueryRow<'chat.messages'> = {
  id: 'm',
  session_id: 's',
  role: 'user',
  content: 'Why?',
  metadata: {},
  answer_state: null,
  answer_reason: null,
  asked: 1,
  answers: null,
  created_at: '2026-01-01T00:00:00Z',
  in_all: 1,
  waiting: false,
  parked: false,
  noted: false,
};

describe('answerState', () => {
  it('never says sent while the message waits on this machine', () => {
    expect(answerState({ ...message, waiting: true }, false)).toEqual({ kind: 'waiting-for-network' });
    expect(answerState({ ...message, waiting: true, answer_state: 'failed' }, true)).toEqual({ kind: 'sending' });
  });
  it('never says that it is being sent, or will be, when it was not accepted', () => {
    for (const online of [true, false]) {
      expect(answerState({ ...message, parked: true }, online)).toEqual({ kind: 'not-accepted' });
      expect(answerState({ ...message, parked: true, waiting: true }, online)).toEqual({ kind: 'not-accepted' });
    }
  });
  it('says why there is no answer, and nothing when it is here', () => {
    const limited = answerState({ ...message, answer_state: 'pending', answer_reason: 'The limit.' }, true);
    expect(limited === null ? '' : answerWords(limited)).toBe('Not answered yet. The limit.');
    expect(answerState({ ...message, answer_state: 'failed', answer_reason: 'Overloaded.' }, true)).toEqual({
      kind: 'failed',
      reason: 'Overloaded.',
    });
    expect(answerState({ ...message, answer_state: 'answered' }, true)).toBeNull();
    expect(answerState({ ...message, role: 'assistant' }, true)).toBeNull();
  });
});

describe('sessionStanding', () => {
  it('says one thing: what was asked again waits, and is not without an answer as well', () => {
    const failed = { parked: false, waiting: false, last_answer_state: 'failed' } as const;
    expect(sessionStanding(failed)).toBe('unanswered');
    expect(sessionStanding({ ...failed, waiting: true })).toBe('waiting');
    expect(sessionStanding({ ...failed, waiting: true, parked: true })).toBe('not-accepted');
    expect(sessionStanding({ ...failed, last_answer_state: 'answered' })).toBe('settled');
    expect(sessionStanding({ ...failed, last_answer_state: null })).toBe('settled');
  });
});
