import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { MessagePortMain, UtilityProcess } from 'electron';
import type { HostParent } from '../host/engine-host.ts';
import { standIn } from './stand-in.ts';

export interface FakeUtilityProcess {
  /** What the main process holds. */
  process: UtilityProcess;
  /** What the code inside holds as `process.parentPort`. */
  parent: HostParent;
  /** Messages that the main process sent. */
  received: unknown[];
  crash(): void;
  /** What the process writes; it arrives at once. */
  writes(text: string): void;
}

/** A utility process without a process: messages are cloned and arrive later, as between processes; `kill` ends it. */
export function fakeUtilityProcess(): FakeUtilityProcess {
  const inside = new EventEmitter();
  const outside = new EventEmitter();
  const stderr = new PassThrough();
  const received: unknown[] = [];
  let alive = true;
  const end = (code: number): boolean => {
    if (!alive) return false;
    alive = false;
    setImmediate(() => outside.emit('exit', code));
    return true;
  };
  const process = standIn<UtilityProcess>(
    'UtilityProcess',
    {
      postMessage(message: unknown, transfer: MessagePortMain[] = []) {
        const data: unknown = structuredClone(message);
        received.push(data);
        setImmediate(() => inside.emit('message', { data, ports: transfer }));
      },
      kill: () => end(0),
      stdout: null,
      stderr,
    },
    outside,
  );
  const parent: HostParent = {
    on: (event, listener) => inside.on(event, listener),
    postMessage: (message) => {
      const data = structuredClone(message);
      setImmediate(() => alive && outside.emit('message', data));
    },
  };
  return {
    process,
    parent,
    received,
    crash: () => void end(11),
    writes: (text) => void stderr.emit('data', Buffer.from(text)),
  };
}
