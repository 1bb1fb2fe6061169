import { expect, test } from 'vitest';
import { SaveStates } from './save-states.ts';

test('the words say the worst of what is true of the texts, and of no others', () => {
  const states = new SaveStates();
  expect(states.worst(['a', 'b'])).toBe('saved');
  states.set('a', 'saving');
  expect(states.worst(['a', 'b'])).toBe('saving');
  states.set('b', 'kept');
  expect(states.worst(['a', 'b'])).toBe('kept');
  states.set('a', 'refused');
  expect(states.worst(['a', 'b'])).toBe('refused');
  // A block that went to the bin.
  expect(states.worst(['b'])).toBe('kept');
  states.set('b', 'saved');
  expect(states.worst(['b'])).toBe('saved');
});

test('who listens is told of each change, and of none after leaving', () => {
  const states = new SaveStates();
  let times = 0;
  const leave = states.subscribe(() => {
    times += 1;
  });
  states.set('a', 'saving');
  states.set('a', 'saved');
  leave();
  states.set('a', 'saving');
  expect(times).toBe(2);
});
