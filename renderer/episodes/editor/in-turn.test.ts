import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';

/** What ran, with a line between what ran in different tasks. */
function recorded() {
  const ran: string[] = [];
  const run = (name: string) => () => {
    ran.push(name);
    queueMicrotask(() => ran.push('-'));
  };
  return { ran, run };
}

test('each runs in a task of its own, in the order in which they came', async () => {
  const { ran, run } = recorded();
  for (const name of ['a', 'b', 'c']) inTurn(run(name));
  expect(ran).toEqual([]);
  await expect.poll(() => ran).toEqual(['a', '-', 'b', '-', 'c', '-']);
});

test('what is called off does not run, and what came after it does', async () => {
  const { ran, run } = recorded();
  inTurn(run('a'));
  const callOff = inTurn(run('b'));
  inTurn(run('c'));
  callOff();
  await expect.poll(() => ran).toEqual(['a', '-', 'c', '-']);
  // Once it has run there is nothing to call off, and what comes later is not touched.
  callOff();
  inTurn(run('d'));
  await expect.poll(() => ran).toEqual(['a', '-', 'c', '-', 'd', '-']);
});
