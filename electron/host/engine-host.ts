import { pathToFileURL } from 'node:url';
import type { EngineOptions, EnginePort } from '../engine/contract.ts';
import { StoreError } from '../engine/store/store-error.ts';
import { engineOptions } from './engine-options.ts';
import type { FromEngineProcess, ToEngineProcess } from './engine-process-messages.ts';
import { messagePort, type TransferredPort } from './message-port.ts';

/** The part of an engine that its process steers. */
export interface HostedEngine {
  connect(port: EnginePort): void;
  setSuspended(suspended: boolean): void;
  close(): Promise<void>;
}

/** `process.parentPort` of a utility process. */
export interface HostParent {
  on(event: 'message', listener: (event: { data: ToEngineProcess; ports: TransferredPort[] }) => void): unknown;
  postMessage(message: FromEngineProcess): void;
}

/**
 * Runs one engine for Electron's main process: opens it when told, gives it each page's port (those that come early wait),
 * passes sleep and waking on, and closes it before the process may end.
 */
export function hostEngine(
  parent: HostParent,
  open: (options: EngineOptions, workerUrl: URL) => Promise<HostedEngine>,
): void {
  const early: EnginePort[] = [];
  let engine: HostedEngine | null = null;
  let opening: Promise<void> = Promise.resolve();

  async function openEngine(message: Extract<ToEngineProcess, { kind: 'open' }>): Promise<void> {
    try {
      const workerUrl = pathToFileURL(message.workerPath);
      engine = await open(engineOptions(message.workspace, message.templateDir), workerUrl);
    } catch (error) {
      // Anything else is a defect: the process ends with it, and its supervisor starts another.
      if (!(error instanceof StoreError)) throw error;
      parent.postMessage({ kind: 'refused', code: error.code, message: error.message });
      return;
    }
    for (const port of early.splice(0)) engine.connect(port);
    parent.postMessage({ kind: 'opened' });
  }

  async function close(): Promise<void> {
    await opening;
    await engine?.close();
    engine = null;
    parent.postMessage({ kind: 'closed' });
  }

  parent.on('message', ({ data, ports }) => {
    switch (data.kind) {
      case 'open':
        opening = openEngine(data);
        return;
      case 'page':
        for (const port of ports.map(messagePort)) {
          if (engine === null) early.push(port);
          else engine.connect(port);
        }
        return;
      case 'suspended':
        engine?.setSuspended(data.suspended);
        return;
      case 'close':
        void close();
    }
  });
}
