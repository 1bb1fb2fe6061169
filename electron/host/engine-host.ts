import { pathToFileURL } from 'node:url';
import type { Notice } from '../../shared/ipc/contract.ts';
import type { SyncStatus } from '../../shared/sync/status.ts';
import type { EngineOptions, EnginePort } from '../engine/contract.ts';
import { readUnsentWork } from '../engine/recovery/unsent-work.ts';
import { StoreError } from '../engine/store/store-error.ts';
import { engineOptions } from './engine-options.ts';
import type { FromEngineProcess, ToEngineProcess } from './engine-process-messages.ts';
import { messagePort, type TransferredPort } from './message-port.ts';

/** The part of an engine that its process steers. */
export interface HostedEngine {
  connect(port: EnginePort): void;
  setSuspended(suspended: boolean): void;
  onNotice(listener: (notice: Notice) => void): () => void;
  settle(deadlineMs: number): Promise<SyncStatus>;
  backUp(): Promise<unknown>;
  status(): SyncStatus;
  close(): Promise<void>;
}

/** `process.parentPort` of a utility process. */
export interface HostParent {
  on(event: 'message', listener: (event: { data: ToEngineProcess; ports: TransferredPort[] }) => void): unknown;
  postMessage(message: FromEngineProcess): void;
}

/**
 * Runs one engine for Electron's main process: opens it when told, gives it each page's port (those that come early wait),
 * passes sleep and waking on, prepares it for an update, and closes it before the process may end.
 */
export function hostEngine(
  parent: HostParent,
  open: (options: EngineOptions, workerUrl: URL, reopen: () => void) => Promise<HostedEngine>,
): void {
  const early: EnginePort[] = [];
  let engine: HostedEngine | null = null;
  let opening: Promise<void> = Promise.resolve();

  async function openEngine(message: Extract<ToEngineProcess, { kind: 'open' }>): Promise<void> {
    try {
      const workerUrl = pathToFileURL(message.workerPath);
      engine = await open(engineOptions(message.workspace, message.templateDir), workerUrl, () => void end('reopen'));
    } catch (error) {
      // Anything else is a defect: the process ends with it, and its supervisor starts another.
      if (!(error instanceof StoreError)) throw error;
      parent.postMessage({ kind: 'refused', code: error.code, message: error.message });
      return;
    }
    for (const port of early.splice(0)) engine.connect(port);
    engine.onNotice((notice) => parent.postMessage({ kind: 'notice', notice }));
    parent.postMessage({ kind: 'opened' });
  }

  async function prepareUpdate(deadlineMs: number): Promise<void> {
    await opening;
    const settled = await engine?.settle(deadlineMs);
    parent.postMessage({ kind: 'update-settled' });
    const backup = await engine?.backUp().then(
      (taken) => (taken === null ? 'no-room' : 'made'),
      () => 'failed' as const,
    );
    parent.postMessage({ kind: 'update-prepared', unsent: settled?.pending_count ?? 0, backup: backup ?? 'failed' });
  }

  /** Says how it ended once everything is on the disk; whoever supervises the process ends it then. */
  async function end(kind: 'closed' | 'reopen'): Promise<void> {
    await opening;
    const closing = engine?.close();
    engine = null;
    await closing;
    parent.postMessage({ kind });
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
      case 'describe':
        parent.postMessage({ kind: 'described', text: JSON.stringify(engine?.status() ?? null, null, 2) });
        return;
      case 'prepare-update':
        void prepareUpdate(data.deadlineMs);
        return;
      case 'read-unsent':
        void readUnsentWork(data.dataDir).then((work) =>
          parent.postMessage({ kind: 'unsent', text: JSON.stringify(work, null, 2) }),
        );
        return;
      case 'close':
        void end('closed');
    }
  });
}
