import { loadSigningKey } from '../../cloud/identity/key-pair.ts';
import { mintToken } from '../../cloud/identity/mint-token.ts';
import { startWorker, type Worker } from '../../cloud/worker/start-worker.ts';
import { readDemoCloud } from './demo-cloud.ts';
import { identityFolder } from './desk-process.ts';

/** A worker of the test's own on a demo cloud that has none, so that a walk decides what fails and how long it takes. */
export async function startDemoWorker(
  { data, temporary }: { data: string; temporary: string },
  { speed, failureRate }: { speed: number; failureRate: 0 | 1 },
): Promise<Worker> {
  const { url, publishableKey } = await readDemoCloud(data);
  const key = await loadSigningKey(identityFolder(temporary));
  const token = () => mintToken({ user: 'worker-of-the-walk', worker: true }, key);
  return startWorker({ url, publishableKey, token, speed, failureRate });
}
