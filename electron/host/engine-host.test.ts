import { expect, test } from 'vitest';
import type { SyncStatus } from '../../shared/sync/status.ts';
import { DEMO } from '../testing/desk-host-scene.ts';
import { fakeUtilityProcess } from '../testing/fake-utility-process.ts';
import { hostEngine } from './engine-host.ts';
import type { FromEngineProcess, ToEngineProcess } from './engine-process-messages.ts';

test('before an update it says when sending is over, and backs up then', async () => {
  const { process, parent } = fakeUtilityProcess();
  const backup = Promise.withResolvers<void>();
  const said: FromEngineProcess[] = [];
  process.on('message', (message: FromEngineProcess) => said.push(message));
  hostEngine(parent, async () => ({
    connect: () => {},
    setSuspended: () => {},
    onNotice: () => () => {},
    settle: async () => ({ pending_count: 2 }) as SyncStatus,
    backUp: () => backup.promise,
    status: () => ({ pending_count: 2 }) as SyncStatus,
    close: async () => {},
  }));
  const tell = (message: ToEngineProcess): void => process.postMessage(message);
  tell({ kind: 'open', workspace: DEMO, templateDir: '/template', workerPath: '/worker.js' });
  tell({ kind: 'prepare-update', deadlineMs: 1 });
  await expect.poll(() => said).toEqual([{ kind: 'opened' }, { kind: 'update-settled' }]);
  backup.resolve();
  await expect.poll(() => said.at(-1)).toEqual({ kind: 'update-prepared', unsent: 2, backup: 'made' });
});
