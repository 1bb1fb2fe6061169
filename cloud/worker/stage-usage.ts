import type { UsageEntry } from '../../shared/domain/generation.ts';
import { costOf, LARGE_MODEL, SMALL_MODEL } from './model-prices.ts';
import type { WorkStage } from './run-plan.ts';
import { between } from './seeded-random.ts';

/** The AI calls that a stage makes; each is counted once, by its id. */
export function usageOfStage(stage: WorkStage, random: () => number): UsageEntry[] {
  const call = (operation: UsageEntry['operation'], price: typeof LARGE_MODEL, prompt: number, completion: number) => ({
    id: crypto.randomUUID(),
    operation,
    ...costOf(price, between(random, prompt * 0.8, prompt * 1.3), between(random, completion * 0.8, completion * 1.3)),
  });
  if (stage === 'research') return [0, 1, 2].map(() => call('research', SMALL_MODEL, 24_000, 2_200));
  if (stage === 'writing') return [call('episode_generation', LARGE_MODEL, 38_000, 7_500)];
  return [call('quality_check', LARGE_MODEL, 15_000, 1_400)];
}
