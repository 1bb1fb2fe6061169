import { PROTOCOL_VERSION, type Push, type Request, type Response } from '../../../shared/ipc/contract.ts';
import type { EnginePort } from '../contract.ts';

/** A page's end of a port in memory. Messages are copied as JSON, as over the browser host. */
export class TestPage {
  readonly received: (Response | Push)[] = [];
  readonly port: EnginePort;
  #toEngine: (message: Request) => void = () => {};
  #closed: () => void = () => {};
  #waiting = new Set<() => void>();
  /** By id, so that ten thousand requests at once do not look at each other's answers. */
  #asked = new Map<number, (answer: Response) => void>();
  #id = 0;

  constructor() {
    this.port = {
      postMessage: (message) => {
        const copy: Response | Push = JSON.parse(JSON.stringify(message));
        this.received.push(copy);
        if ('id' in copy) this.#asked.get(copy.id)?.(copy);
        for (const look of this.#waiting) look();
      },
      onMessage: (listener) => {
        this.#toEngine = listener;
      },
      onClose: (listener) => {
        this.#closed = listener;
      },
      close: () => this.#closed(),
    };
  }

  /** Sends anything, also what no page of ours would. */
  sendRaw(message: unknown): void {
    this.#toEngine(JSON.parse(JSON.stringify(message)));
  }

  request(body: { kind: string; [field: string]: unknown }): Promise<Response> {
    return this.#ask((id) => this.sendRaw({ v: PROTOCOL_VERSION, id, ...body }));
  }

  /** As `request`, with values that only a MessagePort carries: they reach the engine as they are. */
  requestAsIs(body: { kind: string; [field: string]: unknown }): Promise<Response> {
    return this.#ask((id) => this.#toEngine({ v: PROTOCOL_VERSION, id, ...body } as Request));
  }

  #ask(send: (id: number) => void): Promise<Response> {
    this.#id += 1;
    const id = this.#id;
    const { promise, resolve } = Promise.withResolvers<Response>();
    this.#asked.set(id, resolve);
    send(id);
    return promise.finally(() => this.#asked.delete(id));
  }

  /** The first message, of all that came and will come, that fits. */
  next<T extends Response | Push>(fits: (message: Response | Push) => message is T): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>();
    const look = () => {
      const found = this.received.find(fits);
      if (found !== undefined) resolve(found);
    };
    this.#waiting.add(look);
    look();
    return promise.finally(() => this.#waiting.delete(look));
  }

  close(): void {
    this.#closed();
  }
}
