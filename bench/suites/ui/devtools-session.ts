import type { CDPSession } from 'playwright-core';

interface Message {
  id?: number;
  /** Of whatever type was asked for. */
  result: never;
  error?: { message: string };
  method?: string;
  params: never;
}

/** A page of a browser by the DevTools protocol alone (chromedevtools.github.io/devtools-protocol). Rejects with what the browser says. */
export interface DevtoolsSession {
  send: CDPSession['send'];
  /** Of one kind of event the last listener hears. */
  on(event: string, listener: (params: never) => void): void;
  close(): void;
}

/** @param url a page's `webSocketDebuggerUrl` */
export async function openSession(url: string): Promise<DevtoolsSession> {
  const socket = new WebSocket(url);
  await new Promise((open, fail) => {
    socket.onopen = open;
    socket.onerror = fail;
  });
  const waiting = new Map<number, (answer: Message) => void>();
  const listeners = new Map<string, (params: never) => void>();
  let last = 0;
  socket.onmessage = ({ data }) => {
    const message: Message = JSON.parse(String(data));
    if (message.id === undefined) return listeners.get(message.method ?? '')?.(message.params);
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  };
  return {
    send: (method, params) =>
      new Promise((done, fail) => {
        last += 1;
        waiting.set(last, ({ result, error }) => (error === undefined ? done(result) : fail(new Error(error.message))));
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
    on: (event, listener) => void listeners.set(event, listener),
    close: () => socket.close(),
  };
}
