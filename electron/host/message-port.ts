import type { Request } from '../../shared/ipc/contract.ts';
import type { EnginePort } from '../engine/contract.ts';

/** What the engine's process needs of Electron's MessagePortMain. */
export interface TransferredPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  postMessage(message: unknown): void;
  close(): void;
}

/** A transferred port as the engine's. It is started by the listener, so that nothing is missed. */
export function messagePort(port: TransferredPort): EnginePort {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage(listener) {
      // The engine validates each request against the contract before it uses a field of it.
      port.on('message', (event) => listener(event.data as Request));
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}
