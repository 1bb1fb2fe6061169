/** The engine as its hosts see it: the Electron utility process, the browser host, the command line client and tests. */
import type {
  CommandName,
  CommandPayload,
  CommandResult,
  Push,
  QueryName,
  QueryParams,
  QueryRow,
  Request,
  Response,
} from '../../shared/ipc/contract.ts';
import type { Port } from '../../shared/ipc/port.ts';
import type { SyncStatus } from '../../shared/sync/status.ts';
import type { Identity, TokenSource } from './identity/contract.ts';

export type EnginePort = Port<Request, Response | Push>;

export interface EngineOptions {
  /** Folder of this user and organisation; made when missing. Holds the store, its lock and meta.json. */
  dataDir: string;
  /** Folder with the prebuilt, migrated, empty store (`dist/template`). */
  templateDir: string;
  workspace: 'demo' | 'cloud';
  cloud: { url: string; publishableKey: string };
  identity: Identity;
  tokens: TokenSource;
  /**
   * True keeps the engine off the network from the start (pause reason `offline-by-choice`), false does not; without it the engine
   * begins as the person left it.
   */
  offline?: boolean;
}

export interface Engine {
  /** Serves one page until its port closes. */
  connect(port: EnginePort): void;
  command<C extends CommandName>(name: C, payload: CommandPayload<C>): Promise<CommandResult<C>>;
  query<Q extends QueryName>(name: Q, params: QueryParams<Q>): Promise<QueryRow<Q>[]>;
  status(): SyncStatus;
  onStatus(listener: (status: SyncStatus) => void): () => void;
  /** Pushes and pulls until nothing waits and everything is here, or until it is clear that this cannot be now; never rejects for a cut network. */
  settle(deadlineMs: number): Promise<SyncStatus>;
  close(): Promise<void>;
}
