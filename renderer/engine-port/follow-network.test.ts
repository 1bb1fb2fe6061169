import { expect, it } from 'vitest';
import { EngineClient } from './engine-client.ts';
import { followNetwork } from './follow-network.ts';

it('tries at once when the system says that there is a network, also while no engine is there', () => {
  const system = new EventTarget();
  const engine = new EngineClient();
  followNetwork(system, engine);
  system.dispatchEvent(new Event('online'));
  const sent: unknown[] = [];
  engine.attach({
    postMessage: (message) => sent.push(message),
    onMessage: () => undefined,
    onClose: () => undefined,
    close: () => undefined,
  });
  system.dispatchEvent(new Event('offline'));
  expect(sent).toEqual([]);
  system.dispatchEvent(new Event('online'));
  expect(sent).toMatchObject([{ kind: 'command', name: 'sync.now' }]);
});
