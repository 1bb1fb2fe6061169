/** Entry of the engine's utility process. */
import { openEngine } from '../engine/open-engine.ts';
import { hostEngine } from './engine-host.ts';

hostEngine(process.parentPort, async (options, workerUrl) => {
  const engine = await openEngine(options, {
    workerUrl,
    searchWorkerUrl: new URL('./search-worker.js', workerUrl),
    // The supervisor starts another process, and gives each page its new port.
    reopen: () => void engine.close().finally(() => process.exit()),
  });
  return engine;
});
