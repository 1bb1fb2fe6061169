import type { QueryRow } from '../../shared/ipc/contract.ts';

type Message = QueryRow<'chat.messages'>;

/** How far the answer to a person's message is; null when it is here. */
export type AnswerState =
  | { kind: 'waiting-for-network' }
  | { kind: 'sending' }
  | { kind: 'asked'; reason: string | null }
  | { kind: 'answering' }
  | { kind: 'failed'; reason: string };

export function answerState(message: Message, online: boolean): AnswerState | null {
  if (message.role !== 'user') return null;
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
