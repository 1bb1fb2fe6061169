import { parentPort, workerData } from 'node:worker_threads';
import { CHANGE_CHANNEL } from './change-collector.ts';
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './messages.ts';
import { type Instance, OpenError } from './open-instance.ts';
import { RefusedError, refusal } from './refused-error.ts';
import { Session } from './session.ts';

const BEGIN = {
  user: 'begin',
  record: 'begin',
  // Foreign keys are not checked (pages arrive in the cloud's order of commits) and the disk is not waited for.
  sync: 'begin; set local session_replication_role = replica; set local synchronous_commit = off',
  engine: 'begin; set local synchronous_commit = off',
};

async function answerRequest(instance: Instance, session: Session, request: WorkerRequest): Promise<WorkerAnswer> {
  const syncsBefore = instance.syncs();
  const result = await perform(instance, session, request);
  return {
    kind: 'done',
    rows: result.rows,
    affected: result.affected,
    changes: session.takeChanges(),
    syncs: instance.syncs() - syncsBefore,
  };
}

async function perform(
  instance: Instance,
  session: Session,
  request: WorkerRequest,
): Promise<{ rows: object[]; affected: number }> {
  switch (request.kind) {
    case 'statement':
      if (request.begin) await session.script(BEGIN[request.begin]);
      return session.run(request.sql, request.params);
    case 'commit': {
      if (!request.durable) await session.script('set local synchronous_commit = off');
      const { command } = await session.script('commit');
      // An aborted transaction answers COMMIT with the tag ROLLBACK and no error.
      if (command === 'COMMIT') return { rows: [], affected: 0 };
      throw new RefusedError(refusal('25P02', 'the transaction had failed and was rolled back'));
    }
    case 'rollback':
      return session.script('rollback');
    case 'script':
      return session.script(request.sql);
    case 'close':
      await instance.postgres.close();
      return { rows: [], affected: 0 };
  }
}

function describeFailure(error: unknown): WorkerAnswer {
  if (error instanceof RefusedError) return { kind: 'refused', refusal: error.refusal };
  return { kind: 'poisoned', reason: error instanceof Error ? error.message : String(error) };
}

/**
 * Serves the store from this worker thread: one Postgres, one request at a time, an answer for each. `open` is the way to open the
 * database; the power-cut harness brings the stock file system to show that it fails.
 */
export async function serveStore(open: (directory: string) => Promise<Instance>): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('this file runs in a worker thread');
  const start: WorkerStart = workerData;
  const post = (answer: WorkerAnswer) => port.postMessage(answer);
  try {
    const instance = await open(start.directory);
    const session = new Session(instance.postgres);
    await session.script(`listen ${CHANGE_CHANNEL}`);
    port.on('message', async (request: WorkerRequest) => {
      post(await answerRequest(instance, session, request).catch(describeFailure));
    });
    post({ kind: 'opened' });
  } catch (error) {
    post({
      kind: 'not-opened',
      message: error instanceof Error ? error.message : String(error),
      log: error instanceof OpenError ? error.log : [],
    });
  }
}
