/** What one attempt will do, decided before it begins: its steps, how long each takes, and whether and where it fails. */
import type { GenerationError } from '../../shared/domain/generation.ts';
import { between, pick } from './seeded-random.ts';

export type WorkStage = 'research' | 'writing' | 'review';

export interface Step {
  stage: WorkStage;
  message: string;
  /** Of the whole run, when the step begins. */
  percent: number;
  ms: number;
  /** The part of the text that has been written when the step begins, 0 to 1. */
  written: number;
}

export interface RunPlan {
  steps: Step[];
  /** Where the attempt breaks off, if it does: the index of a step, and what is said. */
  failure: { step: number; error: GenerationError } | null;
}

// Seconds of a real run (n8n with three agents) and the share of the bar that each stage fills.
const STAGES = [
  {
    stage: 'research',
    seconds: [30, 60],
    percent: [2, 35],
    messages: [
      'Reading the brief and the notes',
      'Searching for sources',
      'Comparing the sources',
      'Collecting the findings',
    ],
  },
  {
    stage: 'writing',
    seconds: [60, 90],
    percent: [35, 80],
    messages: [
      'Choosing the outline',
      'Writing the opening',
      'Writing the main sections',
      'Answering the notes',
      'Writing the outlook',
    ],
  },
  {
    stage: 'review',
    seconds: [30, 60],
    percent: [80, 98],
    messages: ['Checking facts against the sources', 'Tightening the text', 'Preparing the result'],
  },
] as const;

const FAILURES: { readonly [stage in WorkStage]: readonly GenerationError[] } = {
  research: [
    { code: 'SOURCE_TIMEOUT', message: 'The search service did not answer in time.' },
    { code: 'RATE_LIMITED', message: 'The model provider refused the call: too many requests.' },
  ],
  writing: [
    { code: 'MODEL_OVERLOADED', message: 'The writing model was overloaded and broke off in the middle of the text.' },
    { code: 'CONTEXT_TOO_LONG', message: 'The collected research was too long for the writing model.' },
  ],
  review: [
    { code: 'REVIEW_REJECTED', message: 'The review agent found claims without a source and stopped the episode.' },
  ],
};

export function planRun(random: () => number, options: { speed: number; failureRate: number }): RunPlan {
  const steps = STAGES.flatMap(({ stage, seconds, percent, messages }) => {
    const total = (between(random, seconds[0], seconds[1]) * 1000) / options.speed;
    return messages.map((message, index): Step => {
      const share = index / messages.length;
      return {
        stage,
        message,
        percent: Math.round(percent[0] + (percent[1] - percent[0]) * share),
        ms: Math.round(total / messages.length),
        written: stage === 'research' ? 0 : stage === 'review' ? 1 : share,
      };
    });
  });
  const fails = random() < options.failureRate;
  const at = between(random, 1, steps.length - 1);
  const stage = steps[at]?.stage ?? 'writing';
  const error = pick(random, FAILURES[stage]);
  return { steps, failure: fails ? { step: at, error: { ...error, stage } } : null };
}

/** Whole seconds until the end, as seen from the beginning of a step. */
export function secondsLeft(steps: readonly Step[], from: number): number {
  return Math.ceil(steps.slice(from).reduce((sum, { ms }) => sum + ms, 0) / 1000);
}
