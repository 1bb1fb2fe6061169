import type { ClaimedQuestion } from '../../shared/domain/chat.ts';
import { composeAnswer } from './compose-answer.ts';
import { costOf, SMALL_MODEL } from './model-prices.ts';
import { between } from './seeded-random.ts';
import type { WorkerCalls } from './worker-calls.ts';

/** Of a real model; divided by the speed. */
const THINKING_SECONDS = [4, 9] as const;
const LETTERS_PER_TOKEN = 4;

export interface AnswerContext {
  calls: WorkerCalls;
  random: () => number;
  speed: number;
  failureRate: number;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
}

/** One question from its claim to its answer, or to a failure that says why. */
export async function answerQuestion(
  question: ClaimedQuestion,
  context: AnswerContext,
): Promise<'answered' | 'failed'> {
  const { calls, random, speed, failureRate, pause, signal } = context;
  await pause((between(random, ...THINKING_SECONDS) * 1000) / speed, signal);
  const prompt = JSON.stringify([question.question, question.episode, question.project, question.history]).length;
  const answer = composeAnswer(question);
  const fails = random() < failureRate;
  const usage = [
    {
      id: crypto.randomUUID(),
      operation: 'chat' as const,
      ...costOf(
        SMALL_MODEL,
        Math.ceil(prompt / LETTERS_PER_TOKEN),
        fails ? 0 : Math.ceil(answer.content.length / LETTERS_PER_TOKEN),
      ),
    },
  ];
  if (fails) {
    await calls.failChat(
      question,
      { code: 'MODEL_OVERLOADED', message: 'The model was overloaded and gave no answer.' },
      usage,
    );
    return 'failed';
  }
  await calls.completeChat(question, { ...answer, usage });
  return 'answered';
}
