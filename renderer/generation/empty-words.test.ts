import { expect, it } from 'vitest';
import { emptyWords } from './empty-words.ts';

const known = { ask: null, forbidden: false, keys: 'Ctrl Enter' };

it('leads to the button that is there, by its name', () => {
  expect(emptyWords({ state: 'failed' }, { ...known, ask: 'Try again' })).toBe(
    'Write it yourself, or press Try again (Ctrl Enter) and go on with something else: you will be told when it is ready.',
  );
});

it('does not ask for what has been asked for', () => {
  expect(emptyWords({ state: 'waiting-for-network' }, known)).toMatch(/^It has been asked for\./);
  expect(emptyWords({ state: 'queued' }, known)).toMatch(/^It is in the queue\./);
  expect(emptyWords({ state: 'running' }, known)).toMatch(/^It is being made\./);
});

it('says no more than is so where nothing is made', () => {
  expect(emptyWords({ state: 'idle' }, { ...known, ask: 'Generate', forbidden: true })).toBe(
    'You can write it yourself.',
  );
  expect(emptyWords({ state: 'opening' }, known)).toBe('You can write it yourself.');
  expect(emptyWords({ state: 'blocked' }, known)).toBe('You can write it yourself.');
});
