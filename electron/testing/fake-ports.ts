import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { MessagePortMain } from 'electron';
import { standIn } from './stand-in.ts';

/** A real port of Node (structured clone, queued until started) with Electron's way of telling of a message. */
export function portMain(port: MessagePort): MessagePortMain {
  const emitter = new EventEmitter();
  const forward = (data: unknown): void => void emitter.emit('message', { data, ports: [] });
  port.once('close', () => emitter.emit('close'));
  return standIn<MessagePortMain>(
    'MessagePortMain',
    {
      postMessage: (message) => port.postMessage(message),
      start: () => void port.on('message', forward),
      close: () => port.close(),
    },
    emitter,
  );
}

export function channelMain(): { port1: MessagePortMain; port2: MessagePortMain } {
  const { port1, port2 } = new MessageChannel();
  return { port1: portMain(port1), port2: portMain(port2) };
}
