import type { UtilityProcess } from 'electron';
import { CLOUD_START_MS, type CloudProcessMessage } from '../demo/cloud-process-start.ts';
import { StartRefusal } from '../machine/start-refusal.ts';
import { logOutput } from './log-output.ts';

export interface DemoCloudParts {
  fork(directory: string): UtilityProcess;
  /** Also for why it did not start: what a person is told has no more than one sentence. */
  log(line: string): void;
}

/**
 * Starts the demo cloud of a directory as a utility process: an installed app has no Node to run it with. It ends with the app.
 * Resolves when it can be used; rejects with a StartRefusal.
 */
export function forkDemoCloud({ fork, log }: DemoCloudParts, directory: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const cloud = fork(directory);
    logOutput(cloud, log);
    const refuse = (message: string): void => {
      clearTimeout(limit);
      reject(new StartRefusal(message));
    };
    const limit = setTimeout(() => {
      cloud.kill();
      refuse(`The demo cloud was not ready after ${CLOUD_START_MS / 1000} seconds.`);
    }, CLOUD_START_MS);
    cloud.on('message', (message: CloudProcessMessage) => {
      if (message.kind === 'failed') return refuse(message.message);
      clearTimeout(limit);
      resolve();
    });
    // V8 gave up; the exit follows. An `error` that nobody hears would end this process. Its report holds memory: not kept.
    cloud.on('error', (type, location) => log(`failed: ${type} at ${location}`));
    cloud.on('exit', (code) => refuse(`The demo cloud ended while it started (${code}).`));
  });
}
