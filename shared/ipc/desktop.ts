/**
 * What a page may ask of Electron's main process, beside the engine's port: what only the desktop can do. Types only. In the
 * browser host there is none of it (`window.showrunner` is missing), and the page shows none of it.
 */
import type { CommandId } from '../desk/command-table.ts';

/** Kept by the main process for this machine, not for a workspace. */
export interface DesktopSettings {
  /** An icon in the system's tray; closing the window then leaves the desk running. */
  tray: boolean;
  /** System notifications for what a person should hear of while the window is not in front. */
  notifications: boolean;
}

/** How the engine's process fares, as its supervisor sees it. */
export type EngineHealth =
  | { state: 'running' }
  | { state: 'restarting' }
  /** It will not be started again by itself. `message` says what happened and what is safe, in plain English. */
  | { state: 'stopped'; code: string; message: string };

export type UpdateState =
  /** This app does not update itself; `why` ends the sentence "This app does not update itself: ". */
  | { state: 'off'; why: string }
  /** `checked_at` is ISO, or null before the first look. */
  | { state: 'current'; checked_at: string | null }
  | { state: 'checking' }
  | { state: 'downloading'; version: string; percent: number }
  | { state: 'ready'; version: string }
  | { state: 'installing'; version: string; step: 'sending' | 'backing-up' | 'closing' | 'handing-over' }
  | { state: 'failed'; message: string };

export interface DesktopState {
  version: string;
  settings: DesktopSettings;
  engine: EngineHealth;
  update: UpdateState;
}

/** Whether the person chose a place (`saved`) or closed the dialog. */
export interface Saved {
  saved: boolean;
}

export interface DesktopRequests {
  'settings.change': { payload: Partial<DesktopSettings>; result: null };
  /** After the engine has stopped for good: one more start. */
  'engine.start-again': { payload: Record<string, never>; result: null };
  /** Edits that the cloud has not taken, read from the recovery log beside the store; needs no engine. */
  'unsent.save': { payload: Record<string, never>; result: Saved };
  /** A report for whoever helps: versions, states, sizes, the end of the log. No text of a producer, no secret. */
  'diagnostics.save': { payload: Record<string, never>; result: Saved };
  'folder.show': { payload: { which: 'data' | 'logs' }; result: null };
  'update.check': { payload: Record<string, never>; result: null };
  /** Sends what waits (with a deadline), makes a backup, closes the engine, and only then installs and starts again. */
  'update.install': { payload: Record<string, never>; result: null };
  'app.quit': { payload: Record<string, never>; result: null };
}

export type DesktopRequestName = keyof DesktopRequests;
export type DesktopPayload<N extends DesktopRequestName> = DesktopRequests[N]['payload'];
export type DesktopResult<N extends DesktopRequestName> = DesktopRequests[N]['result'];

/** Errors cross as data; `message` is for people. `refused`: the caller is not the page; `bad-request`: not of the contract. */
export type DesktopAnswer<Result> =
  | { ok: true; result: Result }
  | { ok: false; error: { code: 'refused' | 'bad-request' | 'failed'; message: string } };

/** Names on the wire between preload and main. */
export const DESKTOP_ASK = 'desktop-ask';
export const DESKTOP_STATE = 'desktop-state';
export const DESKTOP_STATE_WANTED = 'desktop-state-wanted';
export const RUN_COMMAND = 'run-command';

/** The desktop's part of the bridge (`window.showrunner.desktop`). */
export interface DesktopBridge {
  ask<N extends DesktopRequestName>(name: N, payload: DesktopPayload<N>): Promise<DesktopAnswer<DesktopResult<N>>>;
  /** Hears the state at once and after each change. Returns what ends the listening. */
  onState(listener: (state: DesktopState) => void): () => void;
  /** A command of the table was chosen in a native menu or in the tray. Returns what ends the listening. */
  onRunCommand(listener: (id: CommandId) => void): () => void;
}
