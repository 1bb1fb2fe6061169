import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StartRefusal } from '../machine/start-refusal.ts';
import { fakeUtilityProcess } from '../testing/fake-utility-process.ts';
import { forkDemoCloud } from './fork-demo-cloud.ts';

// The process speaks and ends by setImmediate, which stays real.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

function scene() {
  const cloud = fakeUtilityProcess();
  let ended = false;
  cloud.process.on('exit', () => (ended = true));
  const lines: string[] = [];
  const starting = forkDemoCloud({ fork: () => cloud.process, log: (line) => lines.push(line) }, '/demo');
  // The process tells the app in words of its own, which the engine's do not have.
  const tell = (message: unknown) => void cloud.process.emit('message', message);
  return { cloud, starting, lines, tell, hasEnded: () => ended };
}

test('a demo cloud that is never ready is ended and refused; one that is ready is left alone', async () => {
  const never = scene();
  const refused = expect(never.starting).rejects.toThrow(
    new StartRefusal('The demo cloud was not ready after 180 seconds.'),
  );
  vi.advanceTimersByTime(180_000);
  await refused;
  await expect.poll(never.hasEnded).toBe(true);

  const ready = scene();
  ready.tell({ kind: 'ready' });
  await ready.starting;
  expect(vi.getTimerCount()).toBe(0);
});

test('why it failed, and that it ended, is said', async () => {
  const failed = scene();
  failed.tell({ kind: 'failed', message: 'The disk is full.' });
  await expect(failed.starting).rejects.toThrow(new StartRefusal('The disk is full.'));
  const ended = scene();
  ended.cloud.crash();
  await expect(ended.starting).rejects.toThrow('ended while it started (11)');
});

test('what it writes, and where its V8 gave up, is kept for whoever helps', async () => {
  const { cloud, starting, lines } = scene();
  cloud.writes('Error: initdb\n    at run\n');
  cloud.process.emit('error', 'FatalError', 'v8::Heap', 'a report of memory');
  cloud.crash();
  await expect(starting).rejects.toBeInstanceOf(StartRefusal);
  expect(lines).toEqual(['Error: initdb', '    at run', 'failed: FatalError at v8::Heap']);
});
