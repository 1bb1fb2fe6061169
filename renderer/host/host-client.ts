import type { HostAnswer, HostCallName, HostCalls, HostError, HostState } from '../../shared/ipc/host.ts';

/** How calls reach the host: over IPC in Electron, on the page's socket in the browser host. */
export interface HostTransport {
  call(name: HostCallName, params: unknown): Promise<HostAnswer<HostCallName>>;
}

/** A refused call; the message is for people. */
export class HostFailure extends Error {
  readonly code: HostError['code'] | 'away';

  constructor(error: { code: HostError['code'] | 'away'; message: string }) {
    super(error.message);
    this.name = 'HostFailure';
    this.code = error.code;
  }
}

/** The page's end of the host's contract. */
export class HostClient {
  readonly #listeners = new Set<() => void>();
  #transport: HostTransport | null = null;
  #state: HostState | null = null;

  attach(transport: HostTransport | null): void {
    this.#transport = transport;
  }

  /** Null until the host has spoken: milliseconds. */
  get state(): HostState | null {
    return this.#state;
  }

  setState(state: HostState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  onState(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Rejects with a HostFailure. */
  async call<Name extends HostCallName>(
    name: Name,
    params: HostCalls[Name]['params'],
  ): Promise<HostCalls[Name]['result']> {
    if (this.#transport === null) {
      throw new HostFailure({
        code: 'away',
        message: 'The app behind this page does not answer. Is it still running?',
      });
    }
    const answer = await this.#transport.call(name, params);
    if (!answer.ok) throw new HostFailure(answer.error);
    return answer.result as HostCalls[Name]['result'];
  }
}
