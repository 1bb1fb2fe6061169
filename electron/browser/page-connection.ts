import { z } from 'zod';
import type { Request } from '../../shared/ipc/contract.ts';
import type { EnginePort } from '../engine/contract.ts';
import type { DeskHost } from '../host/desk-host.ts';
import type { PageSocket } from './socket-port.ts';

const hostFrame = z.discriminatedUnion('host', [
  z.object({ host: z.literal('call'), id: z.int(), name: z.string(), params: z.unknown() }),
  z.object({ host: z.literal('engine-ready') }),
]);

/**
 * One page's socket, shared by the host's calls and the engine's port. Engines come and go under it (somebody signs in, changes
 * the organisation): the page is told, and what it had on its way to the engine before reaches no other one.
 */
export class PageConnection {
  readonly #socket: PageSocket;
  readonly #host: DeskHost;
  #engine: VirtualPort | null = null;
  /** The page has let go of the engine before. */
  #ready = true;
  #wanting: ((port: EnginePort) => void) | null = null;

  constructor(socket: PageSocket, host: DeskHost) {
    this.#socket = socket;
    this.#host = host;
    const stopStates = host.onState((state) => socket.postMessage({ host: 'state', state }));
    socket.postMessage({ host: 'state', state: host.state });
    socket.onMessage((message) => this.#receive(message));
    socket.onClose(() => {
      stopStates();
      this.#wanting = null;
      this.#engine?.closed();
    });
  }

  onClose(listener: () => void): void {
    this.#socket.onClose(listener);
  }

  /** Hands the page's port to an engine, as soon as the page has let go of the one before. */
  giveTo(engine: (port: EnginePort) => void): void {
    this.#wanting = engine;
    this.#tryGive();
  }

  /** The engine has closed. */
  takeBack(): void {
    this.#wanting = null;
    if (this.#engine === null) return;
    this.#engine.closed();
    this.#engine = null;
    this.#ready = false;
    this.#socket.postMessage({ host: 'engine-gone' });
  }

  #tryGive(): void {
    if (this.#wanting === null || !this.#ready) return;
    const port = new VirtualPort(this.#socket);
    this.#engine = port;
    this.#wanting(port);
    this.#wanting = null;
  }

  #receive(message: object): void {
    if (!('host' in message)) {
      // Without an engine there is nobody to answer; the page sends its subscriptions again to the next one.
      this.#engine?.receive(message as Request);
      return;
    }
    const frame = hostFrame.safeParse(message);
    if (!frame.success) return;
    if (frame.data.host === 'engine-ready') {
      this.#ready = true;
      this.#tryGive();
      return;
    }
    const { id, name, params } = frame.data;
    void this.#host.answer(name, params).then((answer) => this.#socket.postMessage({ host: 'answer', id, answer }));
  }
}

/** The engine's end of a page's socket for as long as that engine lives. */
class VirtualPort implements EnginePort {
  readonly #socket: PageSocket;
  readonly #early: Request[] = [];
  #listener: ((message: Request) => void) | null = null;
  #onClosed: (() => void)[] = [];
  #open = true;

  constructor(socket: PageSocket) {
    this.#socket = socket;
  }

  postMessage(message: Parameters<EnginePort['postMessage']>[0]): void {
    if (this.#open) this.#socket.postMessage(message);
  }

  onMessage(listener: (message: Request) => void): void {
    this.#listener = listener;
    for (const message of this.#early.splice(0)) listener(message);
  }

  onClose(listener: () => void): void {
    this.#onClosed.push(listener);
  }

  close(): void {
    this.#socket.close();
  }

  receive(message: Request): void {
    if (!this.#open) return;
    if (this.#listener === null) this.#early.push(message);
    else this.#listener(message);
  }

  closed(): void {
    this.#open = false;
    for (const listener of this.#onClosed.splice(0)) listener();
  }
}
