import type {
  CommandName,
  CommandPayload,
  CommandResult,
  Notice,
  QueryName,
  QueryParams,
  QueryRow,
} from '../../shared/ipc/contract.ts';
import type { DeskAnswer, DeskRequestName, DeskRequestParams } from '../../shared/ipc/desk-requests.ts';
import type { Answer, QuestionName, QuestionParams } from '../../shared/ipc/questions.ts';
import type { SearchAnswer, SearchRequest } from '../../shared/ipc/search.ts';
import type { SyncStatus } from '../../shared/sync/status.ts';
import { isControlCommand, runControlCommand } from './commands/control-commands.ts';
import { isStoreCommand } from './commands/registry.ts';
import { runStoreCommand } from './commands/run-command.ts';
import type { Engine, EngineOptions, EnginePort } from './contract.ts';
import { answerDeskRequest } from './desk/answer-desk-request.ts';
import { EngineFailure } from './engine-failure.ts';
import { FinishedJobs } from './generation/finished-jobs.ts';
import { PageTokenSource } from './identity/page-token-source.ts';
import { LiveQueries } from './live/live-queries.ts';
import { machinePlatform, type Platform } from './platform.ts';
import { runQuery } from './queries/run-query.ts';
import { answerQuestion } from './questions/answer-question.ts';
import type { Backups } from './recovery/backups.ts';
import { openKeptStore } from './recovery/open-kept-store.ts';
import type { Snapshot } from './recovery/snapshot-list.ts';
import { SearchService } from './search/search-service.ts';
import { servePort } from './serve/serve-port.ts';
import type { Store } from './store/contract.ts';
import { keepJournal } from './sync/keep-journal.ts';
import { OfflineChoice } from './sync/offline-choice.ts';
import { type OpenDoorbell, SyncEngine } from './sync/sync-engine.ts';

export interface EngineParts {
  platform?: Platform;
  /** False keeps the socket closed; everything then arrives by pull. */
  realtime?: boolean;
  /** Entry of the store's thread; a bundle names its own. */
  workerUrl?: URL;
  /** Entry of the search index's thread; a bundle names its own, null does without a search. */
  searchWorkerUrl?: URL | null;
  /** Closes this engine and opens it again; for hosts that can (a backup takes the place of the store). */
  reopen?: () => void;
  /** False keeps what happens to the connection out of the log that people read. */
  journal?: boolean;
  /** Opens the store in place of openStore; for the simulation. */
  openStore?: () => Promise<Store>;
  /** Makes the doorbell in place of the one over a socket; for the simulation. */
  openDoorbell?: OpenDoorbell;
}

/** Opens the store of one user and organisation and begins to sync. Rejects with a StoreError when the store does not open. */
export async function openEngine(options: EngineOptions, parts: EngineParts = {}): Promise<LocalEngine> {
  const platform = parts.platform ?? machinePlatform;
  const kept = await openStoreOf(options, parts, platform);
  const { store } = kept;
  // The simulation brings a store, and has no folder.
  const offlineChoice = parts.openStore === undefined ? new OfflineChoice(options.dataDir, platform.log) : null;
  try {
    const sync = await SyncEngine.open({
      ...options,
      store,
      platform,
      offline: options.offline ?? (await offlineChoice?.read()) ?? false,
      realtime: parts.realtime ?? true,
      ...(parts.openDoorbell === undefined ? {} : { openDoorbell: parts.openDoorbell }),
    });
    const notices = new Set<(notice: Notice) => void>();
    const finished = await FinishedJobs.open(store, options.identity.user.id, {
      onNotice: (notice) => {
        for (const listener of notices) listener(notice);
      },
      after: platform.after,
    });
    const search = openSearch(options, parts, platform, store);
    const endJournal = parts.journal === false ? null : keepJournal(store, sync.board, platform.now);
    const reopen = parts.reopen ?? null;
    return new LocalEngine(options, {
      platform,
      kept,
      sync,
      notices,
      finished,
      search,
      endJournal,
      reopen,
      offlineChoice,
    });
  } catch (error) {
    await kept.close();
    throw error;
  }
}

/** The simulation, which brings a store of its own, has none. */
function openSearch(
  options: EngineOptions,
  parts: EngineParts,
  platform: Platform,
  store: Store,
): SearchService | null {
  const workerUrl =
    parts.searchWorkerUrl === undefined ? new URL('./search/worker/main.ts', import.meta.url) : parts.searchWorkerUrl;
  if (workerUrl === null || parts.openStore !== undefined) return null;
  return new SearchService({ store, dataDir: options.dataDir, platform, workerUrl });
}

interface OpenedStore {
  store: Store;
  backUp(): Promise<Snapshot | null>;
  /** Null for a store that keeps none. */
  backups: Backups | null;
  close(): Promise<void>;
}

async function openStoreOf(options: EngineOptions, parts: EngineParts, platform: Platform): Promise<OpenedStore> {
  const { dataDir, templateDir, identity } = options;
  if (parts.openStore !== undefined) {
    const store = await parts.openStore();
    return { store, backups: null, backUp: async () => null, close: () => store.close() };
  }
  return openKeptStore({
    dataDir,
    templateDir,
    organizationId: identity.organization.id,
    now: platform.now,
    log: platform.log,
    ...(parts.workerUrl === undefined ? {} : { workerUrl: parts.workerUrl }),
  });
}

interface OpenedParts {
  platform: Platform;
  kept: OpenedStore;
  sync: SyncEngine;
  notices: Set<(notice: Notice) => void>;
  finished: FinishedJobs;
  search: SearchService | null;
  /** Resolves after the last line; null when none is kept. */
  endJournal: (() => Promise<void>) | null;
  reopen: (() => void) | null;
  offlineChoice: OfflineChoice | null;
}

/** The engine of one data directory. */
export class LocalEngine implements Engine {
  readonly #options: EngineOptions;
  readonly #platform: Platform;
  readonly #live: LiveQueries;
  readonly #sync: SyncEngine;
  readonly #notices: Set<(notice: Notice) => void>;
  readonly #finished: FinishedJobs;
  readonly #search: SearchService | null;
  readonly store: Store;
  readonly #kept: OpenedStore;
  readonly #endJournal: (() => Promise<void>) | null;
  readonly #reopen: (() => void) | null;
  readonly #offlineChoice: OfflineChoice | null;

  constructor(options: EngineOptions, parts: OpenedParts) {
    const { platform, kept, sync, notices, finished, search } = parts;
    this.#options = options;
    this.#platform = platform;
    this.store = kept.store;
    this.#kept = kept;
    this.#sync = sync;
    this.#notices = notices;
    this.#finished = finished;
    this.#search = search;
    this.#endJournal = parts.endJournal;
    this.#reopen = parts.reopen;
    this.#offlineChoice = parts.offlineChoice;
    this.#live = new LiveQueries({ store: kept.store, platform });
  }

  connect(port: EnginePort): void {
    const { workspace, identity, tokens } = this.#options;
    servePort(port, {
      session: { workspace, user: identity.user, organization: identity.organization, role: identity.role },
      store: this.store,
      live: this.#live,
      pageTokens: tokens instanceof PageTokenSource ? tokens : null,
      status: () => this.status(),
      onStatus: (listener) => this.onStatus(listener),
      presence: this.#sync.presence,
      onNotice: (listener) => this.onNotice(listener),
      command: (name, payload) => this.#run(name, payload),
      ask: (name, params) => this.#ask(name, params),
      search: (request) => this.#find(request),
      desk: (name, params) => this.askDesk(name, params),
    });
    // A page may bring the token that sync waits for.
    if (this.status().connection.state !== 'online') this.#sync.tryNow();
  }

  async command<C extends CommandName>(name: C, payload: CommandPayload<C>): Promise<CommandResult<C>>;
  async command(name: string, payload: unknown): Promise<unknown> {
    return this.#run(name, payload);
  }

  async ask<Q extends QuestionName>(name: Q, params: QuestionParams<Q>): Promise<Answer<Q>>;
  async ask(name: string, params: unknown): Promise<unknown> {
    return this.#ask(name, params);
  }

  async askDesk<R extends DeskRequestName>(name: R, params: DeskRequestParams<R>): Promise<DeskAnswer<R>>;
  async askDesk(name: string, params: unknown): Promise<unknown>;
  async askDesk(name: string, params: unknown): Promise<unknown> {
    return answerDeskRequest({ store: this.store, backups: this.#kept.backups, reopen: this.#reopen }, name, params);
  }

  query<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]> {
    return runQuery(this.store, name, params);
  }

  /** Full-text search over what is on this machine. */
  search(request: SearchRequest): Promise<SearchAnswer> {
    return this.#find(request);
  }

  /** Resolves when the search finds everything that the store has; for tests and benchmarks. */
  async searchCaughtUp(): Promise<void> {
    await this.#search?.caughtUp();
  }

  status(): SyncStatus {
    return this.#sync.board.current();
  }

  onStatus(listener: (status: SyncStatus) => void): () => void {
    return this.#sync.board.onChange(listener);
  }

  onNotice(listener: (notice: Notice) => void): () => void {
    this.#notices.add(listener);
    return () => this.#notices.delete(listener);
  }

  /** Makes a verified backup of the store now; null when the disk has no room for one. */
  backUp(): Promise<Snapshot | null> {
    return this.#kept.backUp();
  }

  async settle(deadlineMs: number): Promise<SyncStatus> {
    await this.#sync.settle(deadlineMs);
    return this.status();
  }

  /** The machine goes to sleep, or wakes up. */
  setSuspended(suspended: boolean): void {
    this.#sync.setSuspended(suspended);
  }

  /** Edits of this machine that were committed beside the commands (a generic row edit). */
  editsMade(added: number, at: string): void {
    this.#sync.editsMade(added, at);
  }

  async close(): Promise<void> {
    this.#live.close();
    this.#finished.close();
    await this.#search?.close();
    await this.#sync.close();
    await this.#offlineChoice?.settled();
    await this.#endJournal?.();
    await this.#kept.close();
  }

  async #ask(name: string, params: unknown): Promise<unknown> {
    const offlineByChoice = (): boolean => {
      const { connection } = this.status();
      return connection.state === 'paused' && connection.reasons.includes('offline-by-choice');
    };
    return answerQuestion({ cloud: this.#sync.cloud, store: this.store, offlineByChoice }, name, params);
  }

  async #find(request: unknown): Promise<SearchAnswer> {
    if (this.#search === null) throw new EngineFailure('bad-request', 'This engine was opened without a search.');
    return this.#search.search(request);
  }

  async #run(name: string, payload: unknown): Promise<unknown> {
    if (isControlCommand(name))
      return runControlCommand({ sync: this.#sync, offlineChoice: this.#offlineChoice }, name, payload);
    if (!isStoreCommand(name)) throw new EngineFailure('bad-request', `There is no command ${name}.`);
    return runStoreCommand(
      {
        store: this.store,
        identity: this.#options.identity,
        now: this.#platform.now,
        onCommitted: (added, at) => this.#sync.editsMade(added, at),
      },
      name,
      payload,
    );
  }
}
