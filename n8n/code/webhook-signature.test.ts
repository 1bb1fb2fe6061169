import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { readWebhookCall } from './read-webhook-call.ts';
import { sameSignature } from './same-signature.ts';

const NOW = 1_795_000_000;
const sign = (message: string, secret = 'secret') => createHmac('sha256', secret).update(message).digest('hex');
const call = (timestamp: number | string, body = '{"job_id": "1"}') =>
  readWebhookCall({ 'x-showrunner-timestamp': String(timestamp), 'x-showrunner-signature': 'abc' }, body, NOW);

it('signs the body as it came', () => {
  expect(call(NOW)).toEqual({ message: `${NOW}.{"job_id": "1"}`, signature: 'abc', fresh: true });
});

it('is fresh for five minutes, by either clock', () => {
  expect([-301, -300, 0, 300, 301].map((seconds) => call(NOW + seconds).fresh)).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

it('is not fresh without a time', () => {
  expect([call('').fresh, call('soon').fresh, call(`${NOW}.5`).fresh]).toEqual([false, false, false]);
  expect(readWebhookCall({}, '', NOW)).toEqual({ message: '.', signature: '', fresh: false });
});

it('tells a signature from every other text', () => {
  const right = sign('1.{}');
  expect(sameSignature(right, right)).toBe(true);
  for (const wrong of ['', right.slice(1), `${right}0`, right.toUpperCase(), sign('1.{}', 'other'), sign('2.{}')]) {
    expect(sameSignature(wrong, right)).toBe(false);
  }
  expect(sameSignature('', '')).toBe(false);
});
