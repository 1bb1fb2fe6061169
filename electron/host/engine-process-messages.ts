import type { Notice } from '../../shared/ipc/contract.ts';
import type { Workspace } from './workspace.ts';

/** From Electron's main process to the engine's. A page's MessagePort travels beside `page`. */
export type ToEngineProcess =
  | { kind: 'open'; workspace: Workspace; templateDir: string; workerPath: string }
  | { kind: 'page' }
  | { kind: 'suspended'; suspended: boolean }
  /** Before the app is replaced: sends what waits, for so long at most, and makes a backup. */
  | { kind: 'prepare-update'; deadlineMs: number }
  /** For a report to whoever helps. */
  | { kind: 'describe' }
  /** Reads the recovery log beside a store; no engine has to be open for it. */
  | { kind: 'read-unsent'; dataDir: string }
  | { kind: 'close' };

export type FromEngineProcess =
  | { kind: 'opened' }
  /** The store does not open; a restart would not change that. `message` is for people. */
  | { kind: 'refused'; code: string; message: string }
  /** For a notification of the system. */
  | { kind: 'notice'; notice: Notice }
  /** Before an update: nothing is sent any more, and the backup begins. */
  | { kind: 'update-settled' }
  /** `unsent` edits go on waiting, in the store, in the recovery log and in the backup. */
  | { kind: 'update-prepared'; unsent: number; backup: 'made' | 'no-room' | 'failed' }
  /** What the engine says of its sync, as JSON; null while it is not open. */
  | { kind: 'described'; text: string }
  /** JSON for a file that a person keeps. */
  | { kind: 'unsent'; text: string }
  | { kind: 'closed' }
  /** Closed because a backup took the place of its store: another process opens it. */
  | { kind: 'reopen' };
