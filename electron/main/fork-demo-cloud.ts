import type { UtilityProcess } from 'electron';
import type { CloudProcessMessage } from '../demo/cloud-process-start.ts';
import { StartRefusal } from '../machine/start-refusal.ts';

/**
 * Starts the demo cloud of a directory as a utility process: an installed app has no Node to run it with. It ends with the app.
 * Resolves when it can be used; rejects with a StartRefusal.
 */
export function forkDemoCloud(fork: (directory: string) => UtilityProcess, directory: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const cloud = fork(directory);
    cloud.on('message', (message: CloudProcessMessage) => {
      if (message.kind === 'ready') resolve();
      else reject(new StartRefusal(message.message));
    });
    // V8 gave up; the exit follows. An `error` that nobody hears would end this process.
    cloud.on('error', () => undefined);
    cloud.on('exit', (code) => reject(new StartRefusal(`The demo cloud ended while it started (${code}).`)));
  });
}
