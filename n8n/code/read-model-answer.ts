import type { ModelAnswer } from './model-answer.ts';

/**
 * The JSON object that a model was asked for, or null when there is none. Models put it between fences or sentences now and then,
 * and not every compatible endpoint knows `response_format`, so everything from the first brace to the last counts.
 */
export function readModelAnswer(answer: ModelAnswer): { [key: string]: unknown } | null {
  const content = answer.choices?.[0]?.message?.content;
  if (typeof content !== 'string') return null;
  try {
    const read: unknown = JSON.parse(content.slice(content.indexOf('{'), content.lastIndexOf('}') + 1));
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : null;
  } catch {
    return null;
  }
}
