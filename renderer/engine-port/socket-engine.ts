import type { Push, Request, Response } from '../../shared/ipc/contract.ts';
import type { EngineClient, PagePort } from './engine-client.ts';

/** Where the launch key is kept, so that a reload of the page still has it: this tab only. */
const KEY_STORAGE = 'showrunner.key';
/** Waiting before the next try, in milliseconds: the engine is on this machine, so it is either back at once or restarting. */
const RETRY_MS = [100, 250, 500, 1_000, 2_000];

/**
 * Takes the launch key out of the first address and keeps it for this tab. The address bar and the history never show it
 * again.
 */
export function takeLaunchKey(location: Location, history: History, storage: Storage): string | null {
  const url = new URL(location.href);
  const key = url.searchParams.get('key');
  if (key === null) return storage.getItem(KEY_STORAGE);
  storage.setItem(KEY_STORAGE, key);
  url.searchParams.delete('key');
  history.replaceState(history.state, '', url);
  return key;
}

/** Keeps `client` connected to the engine behind this page's host over a WebSocket, and again whenever it closes. */
export function connectBySocket(client: EngineClient, host: string, key: string): void {
  let failures = 0;
  const connect = () => {
    const socket = new WebSocket(`ws://${host}/engine`, ['showrunner', key]);
    const port = socketPort(socket);
    socket.addEventListener('open', () => {
      failures = 0;
      client.attach(port);
    });
    socket.addEventListener('close', () => {
      setTimeout(connect, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
      failures += 1;
    });
  };
  connect();
}

function socketPort(socket: WebSocket): PagePort {
  return {
    postMessage: (message: Request) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => {
      socket.addEventListener('message', (event: MessageEvent<string>) => {
        listener(JSON.parse(event.data) as Response | Push);
      });
    },
    onClose: (listener) => socket.addEventListener('close', () => listener()),
    close: () => socket.close(),
  };
}
