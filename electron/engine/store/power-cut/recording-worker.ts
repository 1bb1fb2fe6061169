/** A worker like ../worker/main.ts that records what reaches the host; see recording-instructions.ts. */
import { workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import type { WorkerStart } from '../worker/messages.ts';
import { type Instance, openInstance } from '../worker/open-instance.ts';
import { serveStore } from '../worker/serve-store.ts';
import { VALUE_PARSERS } from '../worker/value-parsers.ts';
import { recordFileSystem } from './record-file-system.ts';
import { readInstructions } from './recording-instructions.ts';

async function openStock(directory: string): Promise<Instance> {
  const postgres = await PGlite.create({ fs: new NodeFS(directory), parsers: VALUE_PARSERS });
  return { postgres, syncs: () => 0 };
}

const start: WorkerStart = workerData;
const { journal, files } = readInstructions(start.directory);
recordFileSystem(start.directory, journal);
await serveStore(files === 'stock' ? openStock : openInstance);
