import type { QueryRow } from '../../shared/ipc/contract.ts';

type Message = QueryRow<'chat.messages'>;
type Session = QueryRow<'chat.sessions'>;

/** How far the answer to a person's message is; null when it is here. */
export type AnswerState =
  | { kind: 'not-accepted' }
  | { kind: 'waiting-for-network' }
  | { kind: 'sending' }
  | { kind: 'asked'; reason: string | null }
  | { kind: 'answering' }
  | { kind: 'failed'; reason: string };

/** @param online whether the cloud answers: only then is what waits on its way */
export function answerState(message: Message, online: boolean): AnswerState | null {
  if (message.role !== 'user') return null;
  if (message.parked) return { kind: 'not-accepted' };
  if (message.waiting) return online ? { kind: 'sending' } : { kind: 'waiting-for-network' };
  switch (message.answer_state) {
    case 'answering':
      return { kind: 'answering' };
    case 'failed':
      return { kind: 'failed', reason: message.answer_reason ?? 'The assistant gave no reason.' };
    case 'answered':
      return null;
    default:
      return { kind: 'asked', reason: message.answer_reason };
  }
}

export function answerWords(state: AnswerState): string {
  switch (state.kind) {
    case 'not-accepted':
      return 'Not accepted. It is kept here until you decide what becomes of it:';
    case 'waiting-for-network':
      return 'Waiting for the network. It is kept here and sent by itself.';
    case 'sending':
      return 'Being sent…';
    case 'asked':
      return state.reason === null ? 'Sent. The answer comes by itself.' : `Not answered yet. ${state.reason}`;
    case 'answering':
      return 'Being answered…';
    case 'failed':
      return `No answer: ${state.reason}`;
  }
}

/**
 * What there is to say of a conversation in the list, one thing: an answer that failed is no news once it was asked again, and what is
 * not accepted waits for a person whatever else waits.
 */
export function sessionStanding({
  parked,
  waiting,
  last_answer_state,
}: Pick<Session, 'parked' | 'waiting' | 'last_answer_state'>): 'not-accepted' | 'waiting' | 'unanswered' | 'settled' {
  if (parked) return 'not-accepted';
  if (waiting) return 'waiting';
  return last_answer_state === 'failed' ? 'unanswered' : 'settled';
}
