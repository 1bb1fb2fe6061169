import type { GenerationError } from '../../shared/domain/generation.ts';
import type { ModelAnswer } from './model-answer.ts';

export interface ReadChatAnswer {
  failure: GenerationError | null;
  content: string;
  suggested_note: string | null;
}

/** What the chat agent answered. A model that forgot the form has answered all the same: then its words are the answer. */
export function readChatAnswer(answer: ModelAnswer, read: { [key: string]: unknown } | null): ReadChatAnswer {
  const said = answer.choices?.[0]?.message?.content;
  const asText = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
  const content = read !== null && 'content' in read ? asText(read.content) : asText(said);
  const note = asText(read?.suggested_note);
  return {
    failure: content === '' ? { code: 'ANSWER_EMPTY', message: 'The assistant gave an answer without words.' } : null,
    content,
    suggested_note: note === '' ? null : note,
  };
}
