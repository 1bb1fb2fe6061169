import {
  type EngineError,
  type Notice,
  PROTOCOL_VERSION,
  type Push,
  type SessionInfo,
} from '../../../shared/ipc/contract.ts';
import type { SyncStatus } from '../../../shared/sync/status.ts';
import type { EnginePort } from '../contract.ts';
import { EngineFailure, toEngineError } from '../engine-failure.ts';
import type { PageTokenSource } from '../identity/page-token-source.ts';
import type { LiveQueries, LiveQueryHandle } from '../live/live-queries.ts';
import { type JsonVerdict, judgeJson, LARGEST_REQUEST } from '../plain-json.ts';
import { ParameterError } from '../queries/bind-parameters.ts';
import { isQueryName, readQueryText } from '../queries/run-query.ts';
import type { PresenceBoard } from '../realtime/presence-board.ts';
import type { Store } from '../store/contract.ts';
import { type CheckedRequest, envelopeShape, requestShape } from './request-shape.ts';

/**
 * What may still be read when access has ended: one's own work that was never sent, so that it can be taken away. Commands go on
 * being taken: what was typed in the moment before is kept with it.
 */
const READABLE_WHEN_LOCKED: ReadonlySet<string> = new Set(['sync.unsent', 'sync.waiting', 'conflicts.open']);

const LOCKED = new EngineFailure(
  'locked',
  'You no longer have access to this organisation, so its data on this machine is locked. What you had not sent is kept and can be saved.',
);

/** Subscriptions of one page; a page shows a few dozen things at most. */
const MAX_SUBSCRIPTIONS = 200;

/** Requests of one page that wait for their answer; a page has a few dozen. Beyond it, it would only fill the memory. */
const MAX_WAITING = 2_000;

export interface PortServices {
  session: SessionInfo;
  store: Store;
  live: LiveQueries;
  /** Null when tokens come from elsewhere than the page. */
  pageTokens: PageTokenSource | null;
  status(): SyncStatus;
  onStatus(listener: (status: SyncStatus) => void): () => void;
  onNotice(listener: (notice: Notice) => void): () => void;
  presence: PresenceBoard;
  /** Runs any command; the name came over the port. */
  command(name: string, payload: unknown): Promise<unknown>;
  /** Searches what is on this machine; the request came over the port. */
  search(request: unknown): Promise<unknown>;
  /** Asks the cloud any question; the name came over the port. */
  ask(name: string, params: unknown): Promise<unknown>;
  /** Asks this machine for something beside the store; the name came over the port. */
  desk(name: string, params: unknown): Promise<unknown>;
}

/** Serves one page until its port closes: answers every request once, and pushes what it subscribed to. */
export function servePort(port: EnginePort, services: PortServices): void {
  new PortServer(port, services).start();
}

const NOT_UNDERSTOOD: EngineError = {
  code: 'bad-request',
  message: 'The app did not understand this request. Nothing was changed.',
};
const REFUSALS: Record<JsonVerdict, EngineError> = {
  fits: NOT_UNDERSTOOD,
  'not-json': NOT_UNDERSTOOD,
  'too-large': {
    code: 'refused',
    message: `This is more than can be taken at once (${LARGEST_REQUEST.characters.toLocaleString('en')} characters). Nothing was changed; please make it smaller.`,
  },
};
const OTHER_VERSION: EngineError = {
  code: 'wrong-version',
  message: 'This window is of another version of the app. Please reload it.',
};

class PortServer {
  readonly #port: EnginePort;
  readonly #services: PortServices;
  readonly #subscriptions = new Map<number, { name: string; handle: LiveQueryHandle }>();
  #waiting = 0;
  readonly #place: ReturnType<PresenceBoard['addPage']>;

  constructor(port: EnginePort, services: PortServices) {
    this.#port = port;
    this.#services = services;
    this.#place = services.presence.addPage();
  }

  start(): void {
    const { session, status, onStatus, onNotice, pageTokens, presence } = this.#services;
    const stopStatus = onStatus((now) => {
      this.#push({ push: 'status', status: now });
      if (isLocked(now)) this.#closeLocked();
    });
    const stopNotices = onNotice((notice) => this.#push({ push: 'notice', notice }));
    this.#push({ push: 'hello', session, status: status() });
    this.#push({ push: 'presence', presence: presence.presence });
    const stopPresence = presence.onChange((now) => this.#push({ push: 'presence', presence: now }));
    const removePage = pageTokens?.addPage({
      askForToken: (wanted, deadlineMs) => this.#push({ push: 'token.wanted', wanted, deadline_ms: deadlineMs }),
    });
    this.#port.onClose(() => {
      stopStatus();
      stopNotices();
      stopPresence();
      this.#place.leave();
      removePage?.();
      for (const { handle } of this.#subscriptions.values()) handle.close();
      this.#subscriptions.clear();
    });
    this.#port.onMessage((message) => void this.#receive(message));
  }

  async #receive(message: unknown): Promise<void> {
    const verdict = judgeJson(message, LARGEST_REQUEST);
    const request = verdict === 'fits' ? requestShape.safeParse(message) : null;
    if (request?.success !== true) {
      this.#refuse(message, verdict);
      return;
    }
    const { id } = request.data;
    this.#waiting += 1;
    try {
      if (this.#waiting > MAX_WAITING) throw new EngineFailure('bad-request', 'This page asks too much at once.');
      const result = (await this.#answer(request.data)) ?? null;
      this.#port.postMessage({ v: PROTOCOL_VERSION, id, ok: true, result });
    } catch (error) {
      this.#port.postMessage({ v: PROTOCOL_VERSION, id, ok: false, error: describe(error) });
    } finally {
      this.#waiting -= 1;
    }
  }

  async #answer(request: CheckedRequest): Promise<unknown> {
    switch (request.kind) {
      case 'command':
        return this.#services.command(request.name, request.payload);
      case 'ask':
        if (isLocked(this.#services.status())) throw LOCKED;
        return this.#services.ask(request.name, request.params);
      case 'search':
        if (isLocked(this.#services.status())) throw LOCKED;
        return this.#services.search(request.request);
      case 'desk':
        // An export of everything is reading too.
        if (isLocked(this.#services.status())) throw LOCKED;
        return this.#services.desk(request.name, request.params);
      case 'query':
        if (!isQueryName(request.name)) throw new EngineFailure('bad-request', `There is no query ${request.name}.`);
        this.#refuseLocked(request.name);
        return JSON.parse(await readQueryText(this.#services.store, request.name, request.params));
      case 'subscribe':
        return this.#subscribe(request.subscription, request.name, request.params);
      case 'unsubscribe':
        this.#subscriptions.get(request.subscription)?.handle.close();
        this.#subscriptions.delete(request.subscription);
        return null;
      case 'here':
        this.#place.show(request.place);
        return null;
      case 'token':
        this.#services.pageTokens?.answer(request.wanted, request.token, request.reason);
        return null;
    }
  }

  #subscribe(subscription: number, name: string, params: unknown): null {
    if (!isQueryName(name)) throw new EngineFailure('bad-request', `There is no query ${name}.`);
    if (this.#subscriptions.has(subscription) || this.#subscriptions.size >= MAX_SUBSCRIPTIONS) {
      throw new EngineFailure('bad-request', 'This page has too many subscriptions, or this one already.');
    }
    if (isLocked(this.#services.status()) && !READABLE_WHEN_LOCKED.has(name)) {
      this.#push({ push: 'subscription-failed', subscription, error: describe(LOCKED) });
      return null;
    }
    const handle = this.#services.live.subscribe(name, params, {
      onRows: (rows) => this.#push({ push: 'rows', subscription, rows: JSON.parse(rows) }),
      onError: (error) => this.#push({ push: 'subscription-failed', subscription, error: describe(error) }),
    });
    this.#subscriptions.set(subscription, { name, handle });
    return null;
  }

  #refuseLocked(name: string): void {
    if (isLocked(this.#services.status()) && !READABLE_WHEN_LOCKED.has(name)) throw LOCKED;
  }

  /** Access has ended: what is open is closed; the page asks anew once it is let in again. */
  #closeLocked(): void {
    for (const [subscription, { name, handle }] of this.#subscriptions) {
      if (READABLE_WHEN_LOCKED.has(name)) continue;
      handle.close();
      this.#subscriptions.delete(subscription);
      this.#push({ push: 'subscription-failed', subscription, error: describe(LOCKED) });
    }
  }

  #refuse(message: unknown, verdict: JsonVerdict): void {
    const envelope = envelopeShape.safeParse(message);
    if (!envelope.success) return;
    const { v, id } = envelope.data;
    const error = v === PROTOCOL_VERSION ? REFUSALS[verdict] : OTHER_VERSION;
    this.#port.postMessage({ v: PROTOCOL_VERSION, id, ok: false, error });
  }

  #push(push: PushBody): void {
    this.#port.postMessage({ v: PROTOCOL_VERSION, ...push });
  }
}

function isLocked({ connection }: SyncStatus): boolean {
  return connection.state === 'paused' && connection.reasons.includes('access-revoked');
}

type PushBody = Push extends infer One ? (One extends Push ? Omit<One, 'v'> : never) : never;

function describe(error: unknown): ReturnType<typeof toEngineError> {
  if (error instanceof ParameterError)
    return { code: 'bad-request', message: `The question does not fit: ${error.message}.` };
  return toEngineError(error);
}
