/** Entry of the store's worker thread. */
import { openInstance } from './open-instance.ts';
import { serveStore } from './serve-store.ts';

await serveStore(openInstance);
