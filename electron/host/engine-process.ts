/** Entry of the engine's utility process. */
import { openEngine } from '../engine/open-engine.ts';
import { hostEngine } from './engine-host.ts';

hostEngine(process.parentPort, (options, workerUrl, reopen) =>
  openEngine(options, { workerUrl, searchWorkerUrl: new URL('./search-worker.js', workerUrl), reopen }),
);
