import type { Push, Request, Response } from '../../shared/ipc/contract.ts';
import type { HostAnswer, HostCallName, HostFrameFromPage, HostFrameToPage } from '../../shared/ipc/host.ts';
import { type HostClient, HostFailure } from '../host/host-client.ts';
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

/** Keeps `engine` and `host` connected to the server behind this page over one WebSocket, and again whenever it closes. */
export function connectBySocket(
  clients: { engine: EngineClient; host: HostClient },
  address: string,
  key: string,
): void {
  let failures = 0;
  const connect = () => {
    const socket = new WebSocket(`ws://${address}/engine`, ['showrunner', key]);
    socket.addEventListener('open', () => {
      failures = 0;
      new SocketLink(socket, clients).start();
    });
    socket.addEventListener('close', () => {
      setTimeout(connect, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
      failures += 1;
    });
  };
  connect();
}

/** One socket: the host's calls, and a port for each engine that lives behind it. */
class SocketLink {
  readonly #socket: WebSocket;
  readonly #engine: EngineClient;
  readonly #host: HostClient;
  readonly #waiting = new Map<number, PromiseWithResolvers<HostAnswer<HostCallName>>>();
  #calls = 0;
  #port: SocketEnginePort | null = null;

  constructor(socket: WebSocket, { engine, host }: { engine: EngineClient; host: HostClient }) {
    this.#socket = socket;
    this.#engine = engine;
    this.#host = host;
  }

  start(): void {
    this.#socket.addEventListener('message', (event: MessageEvent<string>) => {
      this.#receive(JSON.parse(event.data) as Response | Push | HostFrameToPage);
    });
    this.#socket.addEventListener('close', () => this.#closed());
    this.#host.attach({ call: (name, params) => this.#call(name, params) });
    this.#nextEngine();
  }

  #nextEngine(): void {
    const port = new SocketEnginePort(this.#socket);
    this.#port = port;
    this.#engine.attach(port);
  }

  #receive(message: Response | Push | HostFrameToPage): void {
    if (!('host' in message)) {
      this.#port?.receive(message);
      return;
    }
    switch (message.host) {
      case 'answer':
        this.#waiting.get(message.id)?.resolve(message.answer);
        this.#waiting.delete(message.id);
        return;
      case 'state':
        this.#host.setState(message.state);
        return;
      case 'engine-gone':
        this.#port?.closed();
        // The ready comes first: what follows it is for the next engine.
        this.#send({ host: 'engine-ready' });
        this.#nextEngine();
    }
  }

  #call(name: HostCallName, params: unknown): Promise<HostAnswer<HostCallName>> {
    this.#calls += 1;
    const answer = Promise.withResolvers<HostAnswer<HostCallName>>();
    this.#waiting.set(this.#calls, answer);
    this.#send({ host: 'call', id: this.#calls, name, params });
    return answer.promise;
  }

  #send(frame: HostFrameFromPage): void {
    this.#socket.send(JSON.stringify(frame));
  }

  #closed(): void {
    this.#port?.closed();
    this.#host.attach(null);
    for (const { reject } of this.#waiting.values()) {
      reject(new HostFailure({ code: 'away', message: 'The app behind this page stopped before it answered.' }));
    }
    this.#waiting.clear();
  }
}

class SocketEnginePort implements PagePort {
  readonly #socket: WebSocket;
  #onMessage: (message: Response | Push) => void = () => {};
  #onClose: () => void = () => {};
  #open = true;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  postMessage(message: Request): void {
    // A socket that is closing drops what is sent; the page hears of it and sends it again.
    if (this.#open) this.#socket.send(JSON.stringify(message));
  }

  onMessage(listener: (message: Response | Push) => void): void {
    this.#onMessage = listener;
  }

  onClose(listener: () => void): void {
    this.#onClose = listener;
  }

  /** The page has taken another port; the socket is not this port's to close. */
  close(): void {
    this.#open = false;
  }

  receive(message: Response | Push): void {
    if (this.#open) this.#onMessage(message);
  }

  closed(): void {
    this.#open = false;
    this.#onClose();
  }
}
