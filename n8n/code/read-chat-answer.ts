import type { GenerationError } from '../../shared/domain/generation.ts';
import { asText } from './as-text.ts';
import type { ModelAnswer } from './model-answer.ts';

export interface ReadChatAnswer {
  failure: GenerationError | null;
  content: string;
  suggested_note: string | null;
}

/**
 * What the chat agent answered. A model that forgot the form has answered all the same: then its words are the answer. One that
 * broke off has not, nor has one whose form cannot be read: braces are nothing to show to a person.
 */
export function readChatAnswer(answer: ModelAnswer, read: { [key: string]: unknown } | null): ReadChatAnswer {
  const choice = answer.choices?.[0];
  const said = asText(choice?.message?.content);
  const hasForm = read !== null && 'content' in read;
  const looksLikeForm = /^(?:```\w*\s*)?\{|\{\s*"content"\s*:/.test(said);
  const content = hasForm ? asText(read.content) : said;
  const note = asText(read?.suggested_note);
  const fail = (code: string, message: string): ReadChatAnswer => ({
    failure: { code, message },
    content: '',
    suggested_note: null,
  });
  if (choice?.finish_reason === 'length')
    return fail('ANSWER_CUT', 'The assistant broke off before the end of its answer.');
  if (!hasForm && looksLikeForm)
    return fail('ANSWER_UNREADABLE', 'The assistant gave an answer that could not be read.');
  if (content === '') return fail('ANSWER_EMPTY', 'The assistant gave an answer without words.');
  return { failure: null, content, suggested_note: note === '' ? null : note };
}
