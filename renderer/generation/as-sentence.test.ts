import { expect, it } from 'vitest';
import { asSentence } from './as-sentence.ts';

it.each([
  ['Request failed with status code 429', 'Request failed with status code 429.'],
  ['The model is overloaded. ', 'The model is overloaded.'],
  ['No sources!', 'No sources!'],
  ['Which one?', 'Which one?'],
  ['And so on…', 'And so on…'],
  ['The model said “no sources.”', 'The model said “no sources.”'],
  ['The model said “no sources”', 'The model said “no sources”.'],
  ['模型过载。', '模型过载。'],
  ['', ''],
])('%s', (reason, sentence) => {
  expect(asSentence(reason)).toBe(sentence);
});
