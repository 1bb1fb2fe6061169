import type { CloudReport, CloudSettings } from '../../shared/ipc/host.ts';
import type { OpenWorkspace, Workspace } from './workspace.ts';

/** Where the one engine runs: in this process, or in one of its own. */
export interface EngineSlot {
  /** Opens the engine of a workspace; the one before it is closed. Rejects with a StartRefusal. */
  open(workspace: Workspace): Promise<void>;
  /** Resolves once everything is on the disk and the store's lock is free. */
  close(): Promise<void>;
}

export interface DeskHostOptions {
  /** The folder of all desks of this user of the machine. */
  dataDir: string;
  environment: NodeJS.ProcessEnv;
  engine: EngineSlot;
  openDemo(): Promise<OpenWorkspace>;
  checkCloud(settings: CloudSettings): Promise<CloudReport>;
  now(): Date;
  /** For the log of the program; nothing secret. */
  log(line: string): void;
}
