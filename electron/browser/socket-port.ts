import type { WebSocket } from 'ws';
import type { Request } from '../../shared/ipc/contract.ts';
import type { EnginePort } from '../engine/contract.ts';

/** WebSocket close code for data that is not what the protocol says (RFC 6455, 7.4.1). */
const UNSUPPORTED_DATA = 1003;
const INVALID_PAYLOAD = 1007;

/**
 * One page's socket as the engine's port: a message is one JSON text. What is no JSON object ends the connection, since no page
 * of ours sends it; the shape inside is the engine's to judge.
 */
export function socketPort(socket: WebSocket): EnginePort {
  const early: Request[] = [];
  let listener: ((message: Request) => void) | null = null;

  socket.on('message', (data, isBinary) => {
    if (isBinary) return socket.close(UNSUPPORTED_DATA);
    const message = parseObject(data.toString());
    if (message === null) return socket.close(INVALID_PAYLOAD);
    if (listener === null) early.push(message);
    else listener(message);
  });
  // Without a listener an oversized frame would end the process; the close that follows tells the engine.
  socket.on('error', () => socket.terminate());

  return {
    postMessage(message) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage(next) {
      listener = next;
      for (const message of early.splice(0)) next(message);
    },
    onClose(next) {
      socket.once('close', () => next());
    },
    close() {
      socket.close();
    },
  };
}

function parseObject(text: string): Request | null {
  try {
    const value: unknown = JSON.parse(text);
    // The engine validates each request against the contract before it uses a field of it.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Request) : null;
  } catch {
    return null;
  }
}
