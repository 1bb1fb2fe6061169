import type { EngineClient } from './engine-client.ts';

/**
 * The system's "online" is a reason to try at once instead of at the end of a wait. Its "offline" is none to stop: machines with
 * several networks say it wrongly, and only a call tells.
 */
export function followNetwork(
  system: Pick<EventTarget, 'addEventListener'>,
  engine: Pick<EngineClient, 'command'>,
): void {
  system.addEventListener('online', () => {
    // Without an engine there is nothing to try; it tries by itself when it opens.
    engine.command('sync.now', {}).catch(() => undefined);
  });
}
