import type { Workspace } from './workspace.ts';

/** From Electron's main process to the engine's. A page's MessagePort travels beside `page`. */
export type ToEngineProcess =
  | { kind: 'open'; workspace: Workspace; templateDir: string; workerPath: string }
  | { kind: 'page' }
  | { kind: 'suspended'; suspended: boolean }
  | { kind: 'close' };

export type FromEngineProcess =
  | { kind: 'opened' }
  /** The store does not open; a restart would not change that. `message` is for people. */
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'closed' };
