import { expect, it } from 'vitest';
import { randomUuid } from './random-uuid.ts';
import { usageOfCall } from './usage-of-call.ts';

const SETTINGS = {
  prices: { small: { prompt: 1, completion: 2 }, 'small-fast': { prompt: 10, completion: 20 } },
  other_price: { prompt: 100, completion: 200 },
  gbp_per_usd: 0.5,
};
const costOf = (model: string | undefined, asked = 'small') =>
  usageOfCall(
    { ...(model === undefined ? {} : { model }), usage: { prompt_tokens: 1000, completion_tokens: 500 } },
    { id: 'an id', operation: 'research', model: asked },
    SETTINGS,
  );

it('makes cost of the tokens of the answer', () => {
  expect(costOf('small')).toEqual({
    ...{ id: 'an id', operation: 'research', model: 'small', prompt_tokens: 1000, completion_tokens: 500 },
    ...{ cost_usd: 0.002, cost_gbp: 0.001 },
  });
});

it('takes the price of the longest known beginning of the name', () => {
  expect(costOf('small-2026-01-01').cost_usd).toBe(0.002);
  expect(costOf('small-fast-2026-01-01').cost_usd).toBe(0.02);
});

it('takes the name that was asked for when the answer has none, and the other price for an unknown one', () => {
  expect(costOf(undefined, 'small-fast')).toMatchObject({ model: 'small-fast', cost_usd: 0.02 });
  expect(costOf('unheard-of')).toMatchObject({ model: 'unheard-of', cost_usd: 0.2 });
});

it('counts nothing when the answer says nothing of usage', () => {
  expect(usageOfCall({}, { id: 'an id', operation: 'research', model: 'small' }, SETTINGS)).toMatchObject({
    ...{ prompt_tokens: 0, completion_tokens: 0, cost_usd: 0, cost_gbp: 0 },
  });
});

it('makes version 4 UUIDs of the random numbers it is given', () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(randomUuid(() => 0)).toMatch(uuid);
  expect(randomUuid(() => 0.999999)).toMatch(uuid);
  expect(new Set(Array.from({ length: 100 }, () => randomUuid(Math.random))).size).toBe(100);
});
