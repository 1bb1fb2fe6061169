import type { AiOperation, UsageEntry } from '../../shared/domain/generation.ts';
import type { Settings } from './job-settings.ts';
import type { ModelAnswer } from './model-answer.ts';

/**
 * What a call of a model used and cost. Providers answer with the dated name of a model ("gpt-4.1-2025-04-14"): the price of the
 * longest known beginning counts. A model without a price costs `other_price`, so that the limits hold for it as well.
 */
export function usageOfCall(
  answer: ModelAnswer,
  call: { id: string; operation: AiOperation; model: string },
  settings: Pick<Settings, 'prices' | 'other_price' | 'gbp_per_usd'>,
): UsageEntry {
  const tokensPerPrice = 1_000_000;
  const decimals = 6; // numeric(12, 6)
  const model = answer.model || call.model;
  const known = Object.keys(settings.prices)
    .filter((name) => model.startsWith(name))
    .sort((a, b) => b.length - a.length)[0];
  const price = (known === undefined ? undefined : settings.prices[known]) ?? settings.other_price;
  const promptTokens = answer.usage?.prompt_tokens ?? 0;
  const completionTokens = answer.usage?.completion_tokens ?? 0;
  const usd = (promptTokens * price.prompt + completionTokens * price.completion) / tokensPerPrice;
  return {
    id: call.id,
    operation: call.operation,
    model,
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    cost_usd: Number(usd.toFixed(decimals)),
    cost_gbp: Number((usd * settings.gbp_per_usd).toFixed(decimals)),
  };
}
