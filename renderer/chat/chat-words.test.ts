import { describe, expect, it } from 'vitest';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { answerState, answerWords } from './chat-words.ts';

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
  waiting: false,
};

describe('answerState', () => {
  it('never says sent while the message waits on this machine', () => {
    expect(answerState({ ...message, waiting: true }, false)).toEqual({ kind: 'waiting-for-network' });
    expect(answerState({ ...message, waiting: true, answer_state: 'failed' }, true)).toEqual({ kind: 'sending' });
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
