import type { ClaimedJob, UsageEntry } from '../../shared/domain/generation.ts';
import { type ComposedEpisode, composeEpisode } from './compose-episode.ts';
import { planRun, type RunPlan, type Step, secondsLeft } from './run-plan.ts';
import { usageOfStage } from './stage-usage.ts';
import type { WorkerCalls } from './worker-calls.ts';

export interface RunContext {
  calls: WorkerCalls;
  random: () => number;
  speed: number;
  failureRate: number;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
}

export type RunOutcome = 'completed' | 'failed' | 'stopped';

/** One attempt from its claim to its end. Rejects when the lease is lost or the cloud cannot be reached. */
export async function runJob(job: ClaimedJob, context: RunContext): Promise<RunOutcome> {
  const { calls, random } = context;
  const episode = composeEpisode(
    {
      projectTitle: job.project.title,
      brief: job.project.onboarding_brief,
      notes: job.planning_notes,
      previous: job.previous_episode,
    },
    random,
  );
  const plan = planRun(random, context);
  const end = await walk(job, plan, episode, context);
  if (end.kind === 'stopped') return 'stopped';
  if (end.kind === 'failed') {
    await calls.fail(job, end.error, end.unsent);
    return 'failed';
  }
  const { accepted } = await calls.complete(job, {
    title: episode.title,
    summary: episode.summary,
    blocks: [blockOf(episode, 1)],
    sources: episode.sources,
    usage: end.unsent,
    notes_used: job.planning_notes.map(({ id }) => id),
  });
  return accepted ? 'completed' : 'stopped';
}

type WalkEnd =
  | { kind: 'done'; unsent: UsageEntry[] }
  // A report's usage is recorded also when its answer is to stop.
  | { kind: 'stopped' }
  | { kind: 'failed'; error: NonNullable<RunPlan['failure']>['error']; unsent: UsageEntry[] };

/** Step by step: report, then work. The calls of a stage are reported with the first step after it. */
async function walk(job: ClaimedJob, plan: RunPlan, episode: ComposedEpisode, context: RunContext): Promise<WalkEnd> {
  const { calls, random, pause, signal } = context;
  let unsent: UsageEntry[] = [];
  let previous: Step | null = null;
  for (const [index, step] of plan.steps.entries()) {
    if (previous !== null && previous.stage !== step.stage) unsent.push(...usageOfStage(previous.stage, random));
    if (plan.failure?.step === index) return { kind: 'failed', error: plan.failure.error, unsent };
    const answer = await calls.report(job, {
      stage: step.stage,
      percent: step.percent,
      message: step.message,
      etaSeconds: secondsLeft(plan.steps, index),
      partial: {
        usage: unsent,
        ...(step.written > 0
          ? { title: episode.title, summary: episode.summary, blocks: [blockOf(episode, step.written)] }
          : {}),
      },
      seq: index + 1,
    });
    if (!answer.continue) return { kind: 'stopped' };
    unsent = [];
    await pause(step.ms, signal);
    previous = step;
  }
  return { kind: 'done', unsent: usageOfStage('review', random) };
}

function blockOf(episode: ComposedEpisode, written: number) {
  const sections = episode.sections.slice(0, Math.ceil(episode.sections.length * written));
  return {
    type: 'MARKDOWN' as const,
    content: sections.join('\n\n'),
    source_urls: episode.sources.map(({ url }) => url),
  };
}
