/**
 * The one boundary between a page and the engine. Types only, but for the protocol version.
 *
 * A page sends `Request`s, the engine answers each with one `Response` of the same id, and pushes `Push`es. Errors cross as
 * data with a stable code. The same messages go over a MessagePort (Electron) and a WebSocket as JSON (browser host), so
 * nothing here may hold what JSON cannot.
 */
import type { NamedQueries } from '../generated/queries.ts';
import type { SyncStatus } from '../sync/status.ts';
import type { Commands } from './commands.ts';
import type { DeskRequestName } from './desk-requests.ts';
import type { Place, Presence } from './presence.ts';
import type { QuestionName } from './questions.ts';
import type { SearchRequest } from './search.ts';

/**
 * Raised with every change of a shape below; both sides refuse another's. A page can meet an engine of another version: a tab that
 * stayed open while the app was replaced. contract.test.ts tells when it has to be raised.
 *
 * - 1: commands, queries, subscriptions, status
 * - 2: search, questions, requests to the machine, tokens from the page, presence
 */
export const PROTOCOL_VERSION = 2;

export type QueryName = keyof NamedQueries;
export type QueryParams<Q extends QueryName> = NamedQueries[Q]['params'];
export type QueryRow<Q extends QueryName> = NamedQueries[Q]['row'];

export type CommandName = keyof Commands;
export type CommandPayload<C extends CommandName> = Commands[C]['payload'];
export type CommandResult<C extends CommandName> = Commands[C]['result'];

export type Request = { v: typeof PROTOCOL_VERSION; id: number } & (
  | { kind: 'command'; name: CommandName; payload: unknown }
  | { kind: 'query'; name: QueryName; params: unknown }
  /** From now on `rows` pushes with this `subscription` carry the query's rows: at once, and after each change of them. */
  | { kind: 'subscribe'; subscription: number; name: QueryName; params: unknown }
  | { kind: 'unsubscribe'; subscription: number }
  /** Searches what is on this machine; see search.ts. */
  | { kind: 'search'; request: SearchRequest }
  /** Asks the cloud; see questions.ts. */
  | { kind: 'ask'; name: QuestionName; params: unknown }
  /** Asks this machine for something beside the store; see desk-requests.ts. */
  | { kind: 'desk'; name: DeskRequestName; params: unknown }
  /** Where this page is, for the people of other desks. */
  | { kind: 'here'; place: Place }
  /** Answer to a `token.wanted` push. Without a token, a reason other than `signed-out` says nothing about the sign-in. */
  | { kind: 'token'; wanted: number; token: string | null; reason?: TokenAbsence }
);

export type TokenAbsence = 'signed-out' | 'offline' | 'timeout';

/** `code` is stable and machine-readable; `message` says what happened, what is safe and what to do, in plain English. */
export interface EngineError {
  code: EngineErrorCode;
  message: string;
}
export type EngineErrorCode =
  | 'bad-request'
  | 'wrong-version'
  | 'not-found'
  | 'refused'
  | 'store-unavailable'
  | 'disk-full'
  | 'offline'
  | 'signed-out'
  | 'locked'
  | 'internal';

export type Response = { v: typeof PROTOCOL_VERSION; id: number } & (
  | { ok: true; result: unknown }
  | { ok: false; error: EngineError }
);

export type Push = { v: typeof PROTOCOL_VERSION } & (
  | { push: 'hello'; session: SessionInfo; status: SyncStatus }
  | { push: 'rows'; subscription: number; rows: unknown[] }
  | { push: 'subscription-failed'; subscription: number; error: EngineError }
  | { push: 'status'; status: SyncStatus }
  | { push: 'token.wanted'; wanted: number; deadline_ms: number }
  /** Something a person should hear of once: a generation that finished, a store that was rebuilt. */
  | { push: 'notice'; notice: Notice }
  /** At once, and after each change. */
  | { push: 'presence'; presence: Presence }
);

/** Who this desk works as, and on what. */
export interface SessionInfo {
  workspace: 'demo' | 'cloud';
  user: { id: string; name: string };
  organization: { id: string; name: string };
  role: 'OWNER' | 'ADMIN' | 'MEMBER';
}

export interface Notice {
  id: string;
  tone: 'info' | 'success' | 'warning';
  title: string;
  body: string;
  /** Where the notice leads, as a path of the page. */
  path?: string;
}
