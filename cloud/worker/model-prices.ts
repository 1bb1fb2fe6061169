/** What AI calls of the demo cost: list prices of a large and a small model, USD per million tokens. */
export interface ModelPrice {
  model: string;
  prompt: number;
  completion: number;
}

export const LARGE_MODEL: ModelPrice = { model: 'claude-sonnet-4-5', prompt: 3, completion: 15 };
export const SMALL_MODEL: ModelPrice = { model: 'claude-haiku-4-5', prompt: 1, completion: 5 };
const GBP_PER_USD = 0.79;
const TOKENS_PER_PRICE = 1_000_000;
const DECIMALS = 6; // numeric(12, 6)

export function costOf(
  price: ModelPrice,
  promptTokens: number,
  completionTokens: number,
): { model: string; prompt_tokens: number; completion_tokens: number; cost_usd: number; cost_gbp: number } {
  const usd = (promptTokens * price.prompt + completionTokens * price.completion) / TOKENS_PER_PRICE;
  return {
    model: price.model,
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    cost_usd: Number(usd.toFixed(DECIMALS)),
    cost_gbp: Number((usd * GBP_PER_USD).toFixed(DECIMALS)),
  };
}
