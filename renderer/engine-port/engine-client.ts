import {
  type CommandName,
  type CommandPayload,
  type CommandResult,
  type EngineError,
  type Notice,
  PROTOCOL_VERSION,
  type Push,
  type QueryName,
  type QueryParams,
  type QueryRow,
  type Request,
  type Response,
  type SessionInfo,
} from '../../shared/ipc/contract.ts';
import type { DeskAnswer, DeskRequestName, DeskRequestParams } from '../../shared/ipc/desk-requests.ts';
import type { Port } from '../../shared/ipc/port.ts';
import type { Place, Presence } from '../../shared/ipc/presence.ts';
import type { Answer, QuestionName, QuestionParams } from '../../shared/ipc/questions.ts';
import type { SearchAnswer, SearchRequest } from '../../shared/ipc/search.ts';
import type { SyncStatus } from '../../shared/sync/status.ts';
import { TokenUnavailable } from '../identity/page-identity.ts';
import { awayWords } from './away-words.ts';

export type PagePort = Port<Response | Push, Request>;

/** What the page knows of the engine. Text that was typed while it was away is kept by the editor and sent again. */
export type EngineLink =
  | { state: 'connecting' }
  | { state: 'ready'; session: SessionInfo; status: SyncStatus }
  /**
   * The port closed, or speaks another version of the contract (the app was replaced under this page); the last known session
   * and status stay on the screen, marked as old.
   */
  | {
      state: 'away';
      why: 'restarting' | 'other-version';
      session: SessionInfo | null;
      status: SyncStatus | null;
    };

/** `engine-away`: it was not sent. `unanswered`: it was, and nobody can say whether it was carried out. */
type FailureCode = EngineError['code'] | 'engine-away' | 'unanswered';

/** A refused command or query. `code` is stable, `message` is for people. */
export class EngineFailure extends Error {
  readonly code: FailureCode;

  constructor(error: { code: FailureCode; message: string }) {
    super(error.message);
    this.name = 'EngineFailure';
    this.code = error.code;
  }
}

/** Fetches a token for the desk of the engine that asks; rejects with a TokenUnavailable, by the deadline at the latest. */
export type TokenProvider = (desk: SessionInfo, deadlineMs: number) => Promise<string>;

interface Subscription {
  name: QueryName;
  params: unknown;
  onRows: (rows: unknown[]) => void;
  onFailure: (error: EngineError) => void;
}

interface Waiting {
  kind: Request['kind'];
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}

type Body<R> = R extends unknown ? Omit<R, 'v' | 'id'> : never;

const UNKNOWN: Presence = { state: 'unknown' };

/**
 * The page's end of the contract. Survives the engine: when a port closes, subscriptions are kept and made again on the next
 * port, and requests that were under way are refused with `unanswered`.
 */
export class EngineClient {
  #port: PagePort | null = null;
  #lastId = 0;
  #link: EngineLink = { state: 'connecting' };
  readonly #waiting = new Map<number, Waiting>();
  readonly #subscriptions = new Map<number, Subscription>();
  readonly #linkListeners = new Set<() => void>();
  #presence: Presence = { state: 'unknown' };
  readonly #presenceListeners = new Set<() => void>();
  #place: Place = { episode_id: null, block_id: null };
  readonly #noticeListeners = new Set<(notice: Notice) => void>();
  readonly #tokenProviders = new Set<TokenProvider>();

  /** Hands over a fresh port; an older one is forgotten. */
  attach(port: PagePort): void {
    this.#port?.close();
    this.#port = port;
    port.onMessage((message) => this.#receive(port, message));
    port.onClose(() => this.#closed(port));
    for (const [subscription, { name, params }] of this.#subscriptions) {
      this.#send({ kind: 'subscribe', subscription, name, params });
    }
  }

  get link(): EngineLink {
    return this.#link;
  }

  onLink(listener: () => void): () => void {
    this.#linkListeners.add(listener);
    return () => this.#linkListeners.delete(listener);
  }

  /** Who else is here; `unknown` also while the engine is away. */
  get presence(): Presence {
    return this.#link.state === 'ready' ? this.#presence : UNKNOWN;
  }

  onPresence(listener: () => void): () => void {
    this.#presenceListeners.add(listener);
    this.#linkListeners.add(listener);
    return () => {
      this.#presenceListeners.delete(listener);
      this.#linkListeners.delete(listener);
    };
  }

  /** Says where this page is, now and to each engine that comes. */
  here(place: Place): void {
    this.#place = place;
    if (this.#port !== null) this.#send({ kind: 'here', place });
  }

  onNotice(listener: (notice: Notice) => void): () => void {
    this.#noticeListeners.add(listener);
    return () => this.#noticeListeners.delete(listener);
  }

  /** The sign-in of the page (Clerk needs one) answers the engine's wish for a token here. */
  provideTokens(provider: TokenProvider): () => void {
    this.#tokenProviders.add(provider);
    return () => this.#tokenProviders.delete(provider);
  }

  /** Resolves when the command is durable on this machine; rejects with an EngineFailure. */
  async command<C extends CommandName>(name: C, payload: CommandPayload<C>): Promise<CommandResult<C>> {
    return (await this.#request({ kind: 'command', name, payload })) as CommandResult<C>;
  }

  /** Asks the cloud; rejects with an EngineFailure, `offline` when it cannot be asked now. */
  async ask<Q extends QuestionName>(name: Q, params: QuestionParams<Q>): Promise<Answer<Q>> {
    return (await this.#request({ kind: 'ask', name, params })) as Answer<Q>;
  }

  /** Full-text search over what is on this machine. */
  async search(request: SearchRequest): Promise<SearchAnswer> {
    return (await this.#request({ kind: 'search', request })) as SearchAnswer;
  }

  /** Asks this machine for something beside the store; rejects with an EngineFailure. */
  async askDesk<R extends DeskRequestName>(name: R, params: DeskRequestParams<R>): Promise<DeskAnswer<R>> {
    return (await this.#request({ kind: 'desk', name, params })) as DeskAnswer<R>;
  }

  async query<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]> {
    return (await this.#request({ kind: 'query', name, params })) as QueryRow<Q>[];
  }

  /** Calls `onRows` with the query's rows now and after every change of them, until the returned function is called. */
  subscribe<Q extends QueryName>(
    name: Q,
    params: QueryParams<Q>,
    onRows: (rows: QueryRow<Q>[]) => void,
    onFailure: (error: EngineError) => void,
  ): () => void {
    this.#lastId += 1;
    const subscription = this.#lastId;
    this.#subscriptions.set(subscription, { name, params, onRows: (rows) => onRows(rows as QueryRow<Q>[]), onFailure });
    this.#send({ kind: 'subscribe', subscription, name, params });
    return () => {
      if (this.#subscriptions.delete(subscription)) this.#send({ kind: 'unsubscribe', subscription });
    };
  }

  #request(body: Body<Request>): Promise<unknown> {
    if (this.#port === null) {
      const why = this.#link.state === 'away' ? this.#link.why : 'restarting';
      return Promise.reject(new EngineFailure({ code: 'engine-away', message: awayWords(why, body.kind, false) }));
    }
    return new Promise((resolve, reject) => {
      const id = this.#send(body);
      this.#waiting.set(id, { kind: body.kind, resolve, reject });
    });
  }

  #send(body: Body<Request>): number {
    this.#lastId += 1;
    this.#port?.postMessage({ v: PROTOCOL_VERSION, id: this.#lastId, ...body } as Request);
    return this.#lastId;
  }

  #receive(port: PagePort, message: Response | Push): void {
    if (port !== this.#port) return;
    if (message.v !== PROTOCOL_VERSION) this.#gone('other-version');
    else if ('push' in message) this.#pushed(message);
    else this.#answered(message);
  }

  #answered(response: Response): void {
    const waiting = this.#waiting.get(response.id);
    this.#waiting.delete(response.id);
    if (response.ok) waiting?.resolve(response.result);
    else waiting?.reject(new EngineFailure(response.error));
  }

  #pushed(push: Push): void {
    switch (push.push) {
      case 'hello':
        this.#setLink({ state: 'ready', session: push.session, status: push.status });
        if (this.#place.episode_id !== null) this.#send({ kind: 'here', place: this.#place });
        return;
      case 'status':
        if (this.#link.state === 'ready') this.#setLink({ ...this.#link, status: push.status });
        return;
      case 'rows':
        this.#subscriptions.get(push.subscription)?.onRows(push.rows);
        return;
      case 'subscription-failed':
        this.#subscriptions.get(push.subscription)?.onFailure(push.error);
        return;
      case 'presence':
        this.#presence = push.presence;
        for (const listener of this.#presenceListeners) listener();
        return;
      case 'notice':
        for (const listener of this.#noticeListeners) listener(push.notice);
        return;
      case 'token.wanted':
        void this.#answerToken(push.wanted, push.deadline_ms);
        return;
    }
  }

  async #answerToken(wanted: number, deadlineMs: number): Promise<void> {
    const [provider] = this.#tokenProviders;
    if (provider === undefined || this.#link.state !== 'ready') {
      this.#send({ kind: 'token', wanted, token: null, reason: 'signed-out' });
      return;
    }
    try {
      this.#send({ kind: 'token', wanted, token: await provider(this.#link.session, deadlineMs) });
    } catch (error) {
      const reason = error instanceof TokenUnavailable ? error.reason : 'timeout';
      this.#send({ kind: 'token', wanted, token: null, reason });
    }
  }

  #closed(port: PagePort): void {
    if (port === this.#port) this.#gone('restarting');
  }

  #gone(why: 'restarting' | 'other-version'): void {
    this.#port = null;
    for (const { kind, reject } of this.#waiting.values()) {
      reject(new EngineFailure({ code: 'unanswered', message: awayWords(why, kind, true) }));
    }
    this.#waiting.clear();
    const last = this.#link;
    if (last.state === 'connecting') this.#setLink({ state: 'away', why, session: null, status: null });
    else this.#setLink({ state: 'away', why, session: last.session, status: last.status });
  }

  #setLink(link: EngineLink): void {
    this.#link = link;
    for (const listener of this.#linkListeners) listener();
  }
}
