/** A worker like ../worker/main.ts that records what reaches the host. */
import { workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import type { WorkerStart } from '../worker/messages.ts';
import { type Instance, openInstance } from '../worker/open-instance.ts';
import { serveStore } from '../worker/serve-store.ts';
import { VALUE_PARSERS } from '../worker/value-parsers.ts';
import { recordFileSystem } from './record-file-system.ts';

export interface RecordingData {
  /** The file to record to. */
  journal: string;
  /** `durable` is ours, `stock` is what PGlite ships: it shows what the harness catches. */
  files: 'durable' | 'stock';
}

async function openStock(directory: string): Promise<Instance> {
  const postgres = await PGlite.create({ fs: new NodeFS(directory), parsers: VALUE_PARSERS });
  return { postgres, syncs: () => 0 };
}

const start: WorkerStart & RecordingData = workerData;
recordFileSystem(start.directory, start.journal);
await serveStore(start.files === 'stock' ? openStock : openInstance);
