import type { WebSocket } from 'ws';
import type { Push, Request, Response } from '../../shared/ipc/contract.ts';
import type { HostFrameFromPage, HostFrameToPage } from '../../shared/ipc/host.ts';
import type { Port } from '../../shared/ipc/port.ts';

export type FromPage = Request | HostFrameFromPage;
export type PageSocket = Port<FromPage, Response | Push | HostFrameToPage>;

/** WebSocket close code for data that is not what the protocol says (RFC 6455, 7.4.1). */
const UNSUPPORTED_DATA = 1003;
const INVALID_PAYLOAD = 1007;

/** What may wait in memory for a page that does not read: the rows of every list it could show, many times over. */
const MOST_UNREAD_BYTES = 64 * 1024 * 1024;

/**
 * One page's socket as a port: a message is one JSON text. What is no JSON object ends the connection, since no page
 * of ours sends it; the shape inside is for the host and the engine to judge.
 */
export function socketPort(socket: WebSocket): PageSocket {
  const early: FromPage[] = [];
  let listener: ((message: FromPage) => void) | null = null;

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
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MOST_UNREAD_BYTES) socket.terminate();
      else socket.send(JSON.stringify(message));
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

function parseObject(text: string): FromPage | null {
  try {
    const value: unknown = JSON.parse(text);
    // Host and engine validate each message against the contract before they use a field of it.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FromPage) : null;
  } catch {
    return null;
  }
}
