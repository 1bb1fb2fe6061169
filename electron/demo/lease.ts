import { Agent, type IncomingMessage, request } from 'node:http';
import type { CloudRecord } from './cloud-record.ts';

/** A process that answers at all answers within this; it only has to count. WASM can hold it up for a second or two. */
const ANSWER_MS = 10_000;

export interface Lease {
  /** The cloud has gone, or is going; not called after release. */
  onLost(listener: () => void): void;
  release(): void;
}

/** Takes a lease on the cloud of this record; null when it no longer lives (or its port is somebody else's now). */
export async function takeLease(record: CloudRecord): Promise<Lease | null> {
  const answer = await call(record, '/lease');
  if (answer === null) return null;
  if (answer.statusCode !== 200) {
    answer.destroy();
    return null;
  }
  let released = false;
  let lost = false;
  let listener = (): void => {};
  answer.on('error', () => undefined);
  answer.once('close', () => {
    lost = true;
    if (!released) listener();
  });
  answer.resume();
  return {
    onLost(next) {
      listener = next;
      if (lost && !released) next();
    },
    release() {
      released = true;
      answer.destroy();
    },
  };
}

/** How many apps use the cloud of this record; null when it does not live. */
export async function countLeases(record: CloudRecord): Promise<number | null> {
  const answer = await call(record, '/health');
  if (answer === null) return null;
  try {
    let text = '';
    for await (const chunk of answer) text += chunk;
    const body: unknown = answer.statusCode === 200 ? JSON.parse(text) : null;
    return typeof body === 'object' && body !== null && 'leases' in body && typeof body.leases === 'number'
      ? body.leases
      : null;
  } catch {
    return null;
  }
}

function call(record: CloudRecord, path: string): Promise<IncomingMessage | null> {
  return new Promise((resolve) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: record.control.port,
        path,
        headers: { Authorization: `Bearer ${record.control.secret}` },
        agent: new Agent({ keepAlive: false }),
      },
      (answer) => {
        sent.setTimeout(0);
        resolve(answer);
      },
    );
    sent.setTimeout(ANSWER_MS, () => sent.destroy());
    sent.on('error', () => resolve(null));
    sent.end();
  });
}
